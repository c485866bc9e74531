import { type FieldError, invalid } from "./apiError.ts";
import { type ApiObject, isRecord } from "./apiObject.ts";
import type { Resource } from "./resource.ts";
import { fieldAt } from "./storedObject.ts";

const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** The key that a Secret of a docker type has to have. */
const DOCKER_KEYS: Readonly<Record<string, string>> = {
  "kubernetes.io/dockerconfigjson": ".dockerconfigjson",
  "kubernetes.io/dockercfg": ".dockercfg",
};

/**
 * Refuses what the real server would not store, as far as the exporter could notice the difference: a cluster has no
 * pod template without a container, and no docker Secret that is not JSON. Image names may be anything.
 *
 * @throws ApiError 422
 */
export function validate(resource: Resource, object: ApiObject, previous: ApiObject | undefined): void {
  const errors = [
    ...nameErrors(resource, object.metadata.name),
    ...(resource.podSpecPath === undefined ? [] : podSpecErrors(object, resource.podSpecPath)),
    ...(resource.kind === "Secret" ? secretErrors(object, previous) : []),
  ];
  if (errors.length > 0) {
    throw invalid(resource, object.metadata.name, errors);
  }
}

function required(field: string): FieldError {
  return { reason: "FieldValueRequired", message: "Required value", field };
}

function nameErrors(resource: Resource, name: string): FieldError[] {
  const field = "metadata.name";
  if (resource.kind === "Namespace") {
    if (DNS_LABEL.test(name) && name.length <= 63) {
      return [];
    }
    const why =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end " +
      "with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is " +
      "'[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    return [
      { reason: "FieldValueInvalid", message: `Invalid value: ${JSON.stringify(name)}: ${why}`, field },
    ];
  }
  if (DNS_SUBDOMAIN.test(name) && name.length <= 253) {
    return [];
  }
  const why =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start " +
    "and end with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
    "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  return [{ reason: "FieldValueInvalid", message: `Invalid value: ${JSON.stringify(name)}: ${why}`, field }];
}

function podSpecErrors(object: ApiObject, path: string): FieldError[] {
  const containers = fieldAt(object, `${path}.containers`);
  if (!Array.isArray(containers) || containers.length === 0) {
    return [required(`${path}.containers`)];
  }
  const all = [
    ...containers.map((container: unknown, index) => [`${path}.containers[${index}]`, container] as const),
    ...listAt(object, `${path}.initContainers`).map(
      (container, index) => [`${path}.initContainers[${index}]`, container] as const,
    ),
  ];
  return all.flatMap(([field, container]) =>
    ["name", "image"]
      .filter((key) => !isRecord(container) || typeof container[key] !== "string" || container[key] === "")
      .map((key) => required(`${field}.${key}`)),
  );
}

function listAt(object: ApiObject, path: string): readonly unknown[] {
  const value = fieldAt(object, path);
  return Array.isArray(value) ? value : [];
}

function secretErrors(object: ApiObject, previous: ApiObject | undefined): FieldError[] {
  const { type } = object;
  if (previous !== undefined && previous.type !== type) {
    const message = `Invalid value: ${JSON.stringify(type)}: field is immutable`;
    return [{ reason: "FieldValueInvalid", message, field: "type" }];
  }
  const key = DOCKER_KEYS[String(type)];
  if (key === undefined) {
    return [];
  }
  const field = `data[${key}]`;
  const payload = isRecord(object.data) ? object.data[key] : undefined;
  if (typeof payload !== "string") {
    return [required(field)];
  }
  try {
    const content: unknown = JSON.parse(Buffer.from(payload, "base64").toString());
    if (content === null || isRecord(content)) {
      return [];
    }
  } catch {
    // Said below, without the content.
  }
  const message = 'Invalid value: "<secret contents redacted>": not a JSON object';
  return [{ reason: "FieldValueInvalid", message, field }];
}
