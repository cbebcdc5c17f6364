import aliasproto = require("@pulumi/pulumi/proto/alias_pb");
import resproto = require("@pulumi/pulumi/proto/resource_pb");
import type { Registered, Registry } from "./registry";

/** The options that a transform may change, with what the resource inherits from its parent already in them. */
export function effectiveOptions(
  request: resproto.RegisterResourceRequest,
  parent: Registered | undefined,
  registry: Registry,
): resproto.TransformResourceOptions {
  const options = new resproto.TransformResourceOptions();
  const protect = request.hasProtect() ? request.getProtect() : parent?.protect;
  if (protect !== undefined) options.setProtect(protect);
  const retainOnDelete = request.hasRetainondelete() ? request.getRetainondelete() : parent?.retainOnDelete;
  if (retainOnDelete !== undefined) options.setRetainOnDelete(retainOnDelete);
  const providers = providersOf(request);
  for (const [key, value] of Object.entries(providers)) options.getProvidersMap().set(key, value);
  const inherits = request.getCustom() || request.getRemote();
  const inherited = inherits ? registry.inheritedProvider(parent, request.getType(), providers) : "";
  options.setProvider(request.getProvider() || inherited);
  const urnAliases = request.getAliasurnsList().map((urn) => new aliasproto.Alias().setUrn(urn));
  options.setAliasesList([...urnAliases, ...request.getAliasesList()]);
  options.setDependsOnList(request.getDependenciesList());
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setVersion(request.getVersion());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setDeletedWith(request.getDeletedwith());
  options.setReplaceWithList(request.getReplaceWithList());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  options.setHooks(request.getHooks());
  options.setImport(request.getImportid());
  options.setHideDiffList(request.getHidediffsList());
  if (request.getDeletebeforereplacedefined()) options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  return options;
}

/** Package → provider reference. */
export function providersOf(
  options: resproto.RegisterResourceRequest | resproto.TransformResourceOptions,
): Record<string, string> {
  const providers: Record<string, string> = {};
  options.getProvidersMap().forEach((reference, name) => (providers[name] = reference));
  return providers;
}
