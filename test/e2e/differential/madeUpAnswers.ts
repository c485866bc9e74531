import fc from "fast-check";
import { bearer } from "./challengeScenes.ts";
import { MANIFEST, MEDIA_TYPE, type RegistryScene, type SceneReply } from "./registryScene.ts";

const TOKEN = '{"token":"t"}';

const line = fc.constantFrom(
  "HTTP/1.1 200 OK",
  "HTTP/1.1  200 ",
  "HTTP/1.0 200 OK",
  "HTTP/1.2 200",
  "HTTP/1.1 2000",
  "HTTP/1.1\t200 OK",
);
const odd = fc.oneof(
  fc.constantFrom(
    "X-A: b",
    "X A : b",
    "X-A:",
    ": b",
    "X-A",
    " folded",
    "\tfolded",
    "Connection: close",
    "X-A: \x01",
  ),
  fc
    .tuple(fc.string({ maxLength: 4 }), fc.constantFrom(":", " :", ": "), fc.string({ maxLength: 6 }))
    .map((parts) => parts.join("")),
);
const end = fc.constantFrom("\r\n", "\n");
const first = fc.constantFrom("", "", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Hints\nX A: b\n\n");
const around = fc.constantFrom("", " ", "\t", "  \t");

/** An answer that holds what it should, and more, each line written in one of many ways. */
function answer(type: string, body: string, head: boolean): fc.Arbitrary<SceneReply> {
  return fc
    .record({
      first,
      line,
      end,
      around,
      before: fc.array(odd, { maxLength: 2 }),
      behind: fc.array(odd, { maxLength: 2 }),
      twice: fc.boolean(),
    })
    .map(({ first, line, end, around, before, behind, twice }) => {
      const length = `Content-Length:${around}${body.length}${around}`;
      const fields = [
        `Content-Type: ${type}${around}`,
        `Docker-Content-Digest:${around}{digest}${around}`,
        length,
        ...(twice ? [length] : []),
      ];
      // What begins with a space goes on with a field; before the first it would be refused by Go alone.
      const lead = before.filter((one) => !/^[\t ]/.test(one));
      const lines = [line, ...lead, ...fields, ...behind].filter((one) => one !== "" && !/[\r\n]/.test(one));
      return { raw: `${first}${lines.join(end)}${end}${end}${head ? "" : body}`, exact: true as const };
    });
}

/** A registry, and its token service, whose answers are odd. */
export const madeUpAnswers: fc.Arbitrary<RegistryScene> = fc
  .record({
    head: answer(MEDIA_TYPE, MANIFEST, true),
    get: answer(MEDIA_TYPE, MANIFEST, false),
    token: answer("application/json", TOKEN, false),
    place: fc.constantFrom("head", "get", "token"),
  })
  .map(({ head, get, token, place }) => ({
    servers: {
      A:
        place === "head"
          ? { tag: { HEAD: head } }
          : place === "get"
            ? { digest: { HEAD: { status: 405 }, GET: get } }
            : bearer(["bearer t"], { token: { GET: token } }),
    },
  }));
