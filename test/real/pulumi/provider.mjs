/**
 * Stands in for the AWS and Kubernetes providers, whose binaries no registry holds: takes every input as it is, knows no output
 * before it has made the thing in the cloud of cloudFolder.mjs, and puts the AWS provider's default tags in `tagsAll`, as the real one's
 * check does.
 */
import grpc from "@grpc/grpc-js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import difference from "../../../dist/engine/difference.js";
import * as cloud from "./cloudFolder.mjs";
import { serve } from "./plugin.mjs";

const version = process.argv[2];
const struct = (properties) => structs.Struct.fromJavaScript(properties);
let defaultTags = {};

function configure({ request }, answer) {
  const given = request.getArgs()?.toJavaScript() ?? {};
  if (given.defaultTags) defaultTags = JSON.parse(given.defaultTags).tags;
  const capabilities = new messages.ConfigureResponse();
  capabilities.setAcceptsecrets(true).setAcceptresources(true).setSupportspreview(true);
  answer(null, capabilities);
}

function invoke({ request }, answer) {
  const caller = request.getTok() === "aws:index/getCallerIdentity:getCallerIdentity";
  answer(null, new messages.InvokeResponse().setReturn(struct(caller ? { accountId: "111122223333" } : {})));
}

function check({ request }, answer) {
  const news = request.getNews();
  if (cloud.typeOf(request.getType()).outputOnly.includes("tagsAll"))
    news.getFieldsMap().set("tagsAll", allTags(news.toJavaScript().tags));
  answer(null, new messages.CheckResponse().setInputs(news));
}

/** Of tags that only a deployment can know, which a text stands for, so are all tags. */
function allTags(tags) {
  return structs.Value.fromJavaScript(typeof tags === "string" ? tags : { ...defaultTags, ...tags });
}

function diff({ request }, answer) {
  const [before, after] = [request.getOldInputs(), request.getNews()].map((properties) => properties.toJavaScript());
  const immutable = cloud.typeOf(request.getType()).immutable();
  const found = new messages.DiffResponse().setHasdetaileddiff(true);
  const paths = difference.differingPaths(before, after);
  found.setChanges(
    paths.length > 0 ? messages.DiffResponse.DiffChanges.DIFF_SOME : messages.DiffResponse.DiffChanges.DIFF_NONE,
  );
  for (const path of paths) {
    const [key] = difference.parsePath(path);
    const kind = immutable.has(key) ? "UPDATE_REPLACE" : "UPDATE";
    found.addDiffs(key);
    if (immutable.has(key)) found.addReplaces(key);
    found
      .getDetaileddiffMap()
      .set(path, new messages.PropertyDiff().setKind(messages.PropertyDiff.Kind[kind]).setInputdiff(true));
  }
  answer(null, found);
}

async function create({ request }) {
  const inputs = request.getProperties();
  if (request.getPreview()) return new messages.CreateResponse().setProperties(inputs);
  const id = cloud.create(request.getUrn(), request.getType(), inputs.toJavaScript());
  return new messages.CreateResponse().setId(id).setProperties(struct(cloud.read(id).outputs));
}

async function update({ request }) {
  const inputs = request.getNews();
  if (request.getPreview()) return new messages.UpdateResponse().setProperties(inputs);
  const thing = cloud.read(request.getId());
  if (!thing) throw new Error(`NotFound: ${request.getId()} does not exist`);
  const outputs = { ...thing.outputs, ...inputs.toJavaScript() };
  cloud.write(request.getId(), { ...thing, inputs: inputs.toJavaScript(), outputs });
  return new messages.UpdateResponse().setProperties(struct(outputs));
}

async function read({ request }) {
  const thing = cloud.read(request.getId());
  if (!thing) return new messages.ReadResponse();
  return new messages.ReadResponse()
    .setId(request.getId())
    .setInputs(struct(thing.inputs))
    .setProperties(struct(thing.outputs));
}

async function remove({ request }) {
  cloud.remove(request.getId());
  return new empty.Empty();
}

/** An operation on the cloud, which meets what a test has put in its way. */
const operation = (method) => async (call, answer) => {
  try {
    if (!call.request.getPreview?.()) await cloud.meetFault(call.request.getUrn());
    answer(null, await method(call));
  } catch ({ message }) {
    answer({ code: grpc.status.UNKNOWN, details: message });
  }
};

serve(services.ResourceProviderService, {
  getSchema: (_, answer) => answer(null, new messages.GetSchemaResponse().setSchema("{}")),
  getPluginInfo: (_, answer) => answer(null, new plugins.PluginInfo().setVersion(version)),
  checkConfig: ({ request }, answer) => answer(null, new messages.CheckResponse().setInputs(request.getNews())),
  diffConfig: (_, answer) => answer(null, new messages.DiffResponse()),
  configure,
  invoke,
  check,
  diff,
  create: operation(create),
  update: operation(update),
  read: operation(read),
  delete: operation(remove),
  cancel: (_, answer) => answer(null, new empty.Empty()),
});
