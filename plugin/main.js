"use strict";

require("../dist/plugin/host.js").serve();
