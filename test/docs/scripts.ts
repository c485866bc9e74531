import { recordShell } from "../support/recordShell.ts";
import { BLOCKS, type Block } from "./documents.ts";

/** What words in capitals stand for in a command of ours. */
export const PLACEHOLDERS = {
  NAMESPACE: "shop",
  KIND: "deployment",
  NAME: "cart",
  IMAGE: "reg.example.com/shop/cart:2.8.1",
};
/** What scripts take for granted. */
const VARIABLES = {
  ...{ HOST: "reg.example.com", P: "shop", R: "shop/cart", ROBOT: "robot:secret", ACCOUNT: "111111111111" },
  ...{ REGION: "eu-west-1", NAME: "shop", TOKEN: "t", GITLAB: "gitlab.example.com", ID: "1", REPO: "2" },
  ...{ LOCATION: "europe", PROJECT: "shop" },
};
const TAGS = "2.8.1\n2.8.0\n";
/** What programs of others print. */
export const OUTPUTS = {
  "crane ls *": TAGS,
  "regctl tag ls *": TAGS,
  "aws ecr get-lifecycle-policy-preview *": JSON.stringify({
    previewResults: [
      { imageTags: ["2.8.1"], imageDigest: `sha256:${"a".repeat(64)}`, repositoryName: "shop/cart" },
    ],
  }),
  "az acr manifest *": JSON.stringify([{ digest: `sha256:${"a".repeat(64)}`, tags: ["2.8.1"] }]),
  "gcloud artifacts *": `europe-docker.pkg.dev/shop/cart@sha256:${"a".repeat(64)}\n`,
  "curl *artifacts?page_size=*": JSON.stringify([
    { digest: `sha256:${"a".repeat(64)}`, tags: [{ name: "2.8.1" }], repository_name: "shop/cart" },
  ]),
  "curl *registry/repositories/*": JSON.stringify([
    { name: "2.8.1", location: "reg.example.com/shop/cart:2.8.1" },
  ]),
  "helm template *":
    "apiVersion: v1\nkind: Pod\nmetadata: { name: cart }\nspec: { containers: [{ name: c, image: 'reg.example.com/shop/cart:2.8.1' }] }\n",
};

/** Files that commands read. */
export const FILES = {
  "rendered/pod.yaml": OUTPUTS["helm template *"],
  "rendered.yaml": OUTPUTS["helm template *"],
  "candidates.txt": TAGS.replaceAll(/^(?=.)/gm, "reg.example.com/shop/cart:"),
  "values.yaml": "{}\n",
  "my-values.yaml": "{}\n",
  "fleet.yaml": "{}\n",
  "rules.yaml": "rules: []\n",
  "config.yaml": "{}\n",
  "pull.json": "{}\n",
};

/** Every block for a shell, and every command that stands in a line of text; of equal ones the first. */
export const SCRIPTS: readonly Block[] = [
  ...new Map(
    BLOCKS.filter(({ language }) => ["sh", "console", "inline"].includes(language))
      .toReversed()
      .map((block) => [block.text, block] as const),
  ).values(),
].toReversed();

/** Has bash read a script as its reader would type it. @param folder where it runs */
export function followScript({ text }: Block, folder: string): ReturnType<typeof recordShell> {
  return recordShell(text, { folder, environment: VARIABLES, outputs: OUTPUTS });
}
