import { readManifests } from "../../../src/cli/readManifests.ts";
import { UsageError } from "../../../src/cli/usageError.ts";
import { DeletionListError, parseDeletionList } from "../../../src/inUse/deletionList.ts";
import { InUseDocumentError, parseInUseDocument } from "../../../src/inUse/inUse.ts";
import { deliverManifests } from "../../../src/kubernetes/deliverManifests.ts";
import { manifestProblem } from "../../../src/kubernetes/kinds/manifestProblem.ts";
import { memoryIo } from "../../cli/memoryIo.ts";
import type { ForeignReader } from "../foreignReader.ts";

const CUSTOM = [
  {
    group: "example.com",
    version: "v1",
    resource: "things",
    kind: "Thing",
    templatePaths: ["spec.templates.*.spec", "spec.template"],
  },
];
const SINK = { upsertWorkload() {}, upsertSecret() {}, upsertServiceAccount() {}, upsertNamespace() {} };

/** What commands are given to read. */
export const COMMAND_READERS: readonly ForeignReader[] = [
  {
    name: "manifests",
    async read(text) {
      const found = await readManifests("-", memoryIo({}, { stdin: text }));
      for (const { object, placeOf } of found) {
        manifestProblem(object, CUSTOM);
        placeOf("c", "a");
      }
      const objects = found.map(({ object }) => object);
      deliverManifests(objects, { custom: CUSTOM, namespace: "default" }, SINK as never);
    },
    refuses: [UsageError],
    // Whoever runs a command waits for it alone.
    longBytes: 256,
    pieces: [
      ..."{}[]:-?,",
      "\n",
      "  ",
      "---\n",
      "<<: *a",
      "&a ",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n",
      "spec: {containers: ",
      "kind: List\nitems:",
    ],
  },
  {
    name: "a cleanup's list",
    read: (text) => parseDeletionList(text, { registry: "reg.io", repository: "team/app" }),
    refuses: [DeletionListError],
    pieces: [
      ...'{}[],:"\\/@',
      "\n",
      "null",
      '"imageIds":',
      '"imageTag":',
      '"digest":',
      '"tags":',
      '"name":"a"',
      `sha256:${"a".repeat(64)}`,
    ],
  },
  {
    name: "what is in use",
    read: parseInUseDocument,
    refuses: [InUseDocumentError],
    pieces: [
      ...'{}[],:"\\',
      "null",
      '"asOf":"2026-01-01T00:00:00Z"',
      '"complete":true',
      '"filter":{"registries":[],"repositories":[]}',
      '"clusters":["a"]',
      '"problems":[]',
      '"images":[',
      '"unreadable":[]',
    ],
  },
];
