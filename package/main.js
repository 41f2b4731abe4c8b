"use strict";

require("../dist/package/host.js").serve();
