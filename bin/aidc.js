#!/usr/bin/env node
// Plain old JavaScript, so that a Node that is too old can still say so.
"use strict";

var fs = require("fs");
var path = require("path");

var main = path.join(__dirname, "..", "dist", "cli", "main.js");
var major = Number(process.versions.node.split(".")[0]);

function refuse(message) {
  process.stderr.write("aidc: " + message + "\n");
  process.exit(2);
}

if (major < 20) {
  refuse("Node.js 20 or later is needed, this is " + process.versions.node + ". Get it from https://nodejs.org.");
} else if (!fs.existsSync(main)) {
  refuse("it is not built yet. Run `npm ci` (or `npm run build`) in " + path.join(__dirname, "..") + " and try again.");
} else {
  require(path.join(__dirname, "..", "dist", "engine", "compiledCode.js")).keepCompiledCode("aidc");
  // A reader that has seen enough, such as `head`, is no error.
  process.stdout.on("error", function (error) {
    process.exit(error.code === "EPIPE" ? process.exitCode : 2);
  });
  require(main).main(process.argv);
}
