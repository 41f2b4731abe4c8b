import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  LogSeverity,
  RequirePulumiVersionResponse,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { stripVTControlCharacters } from "node:util";
import type { Diagnostic } from "../engine";
import { unary } from "./rpc";

const severities: Record<LogSeverity, Diagnostic["severity"]> = {
  [LogSeverity.DEBUG]: "debug",
  [LogSeverity.INFO]: "info",
  [LogSeverity.WARNING]: "warning",
  [LogSeverity.ERROR]: "error",
};

/** The service to which a program logs. Debug messages are dropped, as `pulumi preview` does without `--debug`. */
export function engineService(log: (diagnostic: Diagnostic) => void): IEngineServer {
  let root = "";
  return {
    log: unary((request) => {
      const severity = severities[request.getSeverity()];
      const urn = request.getUrn();
      const message = stripVTControlCharacters(request.getMessage()).trimEnd();
      if (severity !== "debug" && !request.getEphemeral()) log({ severity, message, ...(urn ? { urn } : {}) });
      return new Empty();
    }),
    getRootResource: unary(() => new GetRootResourceResponse().setUrn(root)),
    setRootResource: unary((request) => {
      root = request.getUrn();
      return new SetRootResourceResponse();
    }),
    startDebugging: unary(() => new Empty()),
    // The program runs on what the SDK needs of an engine, not on a version of the CLI.
    requirePulumiVersion: unary(() => new RequirePulumiVersionResponse()),
  };
}
