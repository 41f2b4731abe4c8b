/**
 * Stands in for the AWS and Kubernetes providers, whose binaries no registry holds, in previews: takes every input as it is,
 * knows no output, and puts the AWS provider's default tags in `tagsAll`, as the real one's check does.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import { serve } from "./plugin.mjs";

const require = createRequire(import.meta.url);
const version = process.argv[2];
let defaultTags = {};

function configure({ request }, answer) {
  const given = request.getArgs()?.toJavaScript() ?? {};
  if (given.defaultTags) defaultTags = JSON.parse(given.defaultTags).tags;
  const capabilities = new messages.ConfigureResponse();
  capabilities.setAcceptsecrets(true).setAcceptresources(true).setSupportspreview(true);
  answer(null, capabilities);
}

function check({ request }, answer) {
  const news = request.getNews();
  if (isTaggable(request.getType())) news.getFieldsMap().set("tagsAll", allTags(news.toJavaScript().tags));
  answer(null, new messages.CheckResponse().setInputs(news));
}

/** Of tags that only a deployment can know, which a text stands for, so are all tags. */
function allTags(tags) {
  return structs.Value.fromJavaScript(typeof tags === "string" ? tags : { ...defaultTags, ...tags });
}

/** The SDK's module of a type stands where the middle of its token says, and lists the outputs it has. */
function isTaggable(type) {
  const [provider, module] = type.split(":");
  return provider === "aws" && readFileSync(require.resolve(`@pulumi/aws/${module}.js`), "utf8").includes("tagsAll");
}

serve(services.ResourceProviderService, {
  getSchema: (_, answer) => answer(null, new messages.GetSchemaResponse().setSchema("{}")),
  getPluginInfo: (_, answer) => answer(null, new plugins.PluginInfo().setVersion(version)),
  checkConfig: ({ request }, answer) => answer(null, new messages.CheckResponse().setInputs(request.getNews())),
  diffConfig: (_, answer) => answer(null, new messages.DiffResponse()),
  configure,
  invoke: (_, answer) => answer(null, new messages.InvokeResponse()),
  check,
  diff: (_, answer) => answer(null, new messages.DiffResponse()),
  create: ({ request }, answer) => answer(null, new messages.CreateResponse().setProperties(request.getProperties())),
  cancel: (_, answer) => answer(null, new empty.Empty()),
});
