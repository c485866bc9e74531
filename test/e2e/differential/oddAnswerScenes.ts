import { ALICE, bearer, type Scenes } from "./challengeScenes.ts";
import { MANIFEST, MEDIA_TYPE, type SceneReply } from "./registryScene.ts";

/** An answer, before it is written down. */
export interface PlainAnswer {
  readonly line: string;
  readonly fields: readonly string[];
  readonly body: string;
}

type Oddity = (answer: PlainAnswer) => string;

const LENGTH = /^Content-Length: /;

/** As HTTP has it. */
const written = ({ line, fields, body }: PlainAnswer): string =>
  `${[line, ...fields].join("\r\n")}\r\n\r\n${body}`;

const line =
  (text: string): Oddity =>
  (answer) =>
    written({ ...answer, line: text });

const field =
  (...texts: readonly string[]): Oddity =>
  (answer) =>
    written({ ...answer, fields: [...answer.fields, ...texts] });

const before =
  (text: string): Oddity =>
  (answer) =>
    text + written(answer);

const fields =
  (change: (field: string) => string | readonly string[]): Oddity =>
  (answer) =>
    written({ ...answer, fields: answer.fields.flatMap(change) });

/** The length, written in another way. */
const length = (change: (length: string) => string | readonly string[]): Oddity =>
  fields((one) => (LENGTH.test(one) ? change(one.replace(LENGTH, "")) : one));

/** In chunks; `end` is how a size's line ends. */
const chunks =
  (
    change: (chunk: string, size: string) => string,
    codings: readonly string[] = ["Transfer-Encoding: chunked"],
    of = "HTTP/1.1 200 OK",
  ): Oddity =>
  ({ fields: plain, body }) =>
    written({
      line: of,
      fields: [...plain.filter((one) => !LENGTH.test(one)), ...codings],
      body: body === "" ? "" : change(body, body.length.toString(16)),
    });

const usual = (body: string, size: string) => `${size}\r\n${body}\r\n0\r\n\r\n`;

/** Each may be taken for an answer or not. */
export const ODDITIES: Readonly<Record<string, Oddity>> = {
  "none at all": written,

  "two equal lengths": length((n) => [`Content-Length: ${n}`, `Content-Length: ${n}`]),
  "two equal lengths, one with a space": length((n) => [`Content-Length: ${n} `, `content-length: ${n}`]),
  "two lengths": length((n) => [`Content-Length: ${n}`, "Content-Length: 1"]),
  "two lengths in one field": length((n) => `Content-Length: ${n}, ${n}`),
  "spaces behind the length": length((n) => `Content-Length: ${n}  `),
  "a tab around the length": length((n) => `Content-Length:\t${n}\t`),
  "a plus before the length": length((n) => `Content-Length: +${n}`),
  "a minus before the length": length((n) => `Content-Length: -${n}`),
  "zeros before the length": length((n) => `Content-Length: 000${n}`),
  "a length in hexadecimal digits": length((n) => `Content-Length: 0x${Number(n).toString(16)}`),
  "an empty length": length(() => "Content-Length:"),
  "a length beyond all bounds": length(() => "Content-Length: 99999999999999999999"),
  "a space before the length's colon": length((n) => `Content-Length : ${n}`),
  "no length": length(() => []),
  "more than the length": (answer) => `${written(answer)}more`,
  "less than the length": length((n) => `Content-Length: ${Number(n) + 1}`),

  "tabs behind all values": fields((one) => `${one}\t`),
  "spaces behind all values": fields((one) => `${one}  `),
  "no space behind colons": fields((one) => one.replace(": ", ":")),
  "tabs before all values": fields((one) => one.replace(": ", ":\t \t")),
  "a space before every colon": fields((one) => one.replace(":", " :")),
  "a tab before a colon": field("X-A\t: b"),
  "a space before a colon": field("X-A : b"),
  "a space within a name": field("X a: b"),
  "no name": field(": b"),
  "a name of a space": field(" : b"),
  "a name of other letters": field("X-\xe4: b"),
  "a name with a slash": field("X/A: b"),
  "no colon": field("X-A"),
  "no value": field("X-A:"),
  "a value of other letters": field("X-A: \xe4\xff"),
  "a control character in a value": field("X-A: \x01"),
  "a form feed in a value": field("X-A: \f"),
  "NUL in a value": field("X-A: \0"),
  "DEL in a value": field("X-A: \x7f"),
  "a carriage return in a value": field("X-A: a\rb"),
  "two carriage returns at the end of a line": field("X-A: a\r"),
  "a folded field": field("X-A: a", " b", "\tc"),
  "a folded field with an empty line": field("X-A: a", " ", " c"),
  "a folded field at first": (answer) => written({ ...answer, fields: [" X-A: b", ...answer.fields] }),
  "folded values": fields((one) => one.replace(": ", ":\r\n ")),
  "a digest before the digest": (answer) =>
    written({ ...answer, fields: ["Docker-Content-Digest: nonsense", ...answer.fields] }),
  "a digest behind the digest": field("Docker-Content-Digest: nonsense"),
  "a type before the type": (answer) =>
    written({ ...answer, fields: ["Content-Type: text/html", ...answer.fields] }),
  "a name of the language": field("__proto__: b", "constructor: c"),
  "line feeds alone": (answer) => written(answer).replaceAll("\r\n", "\n"),
  "line feeds alone, but for the last": (answer) =>
    `${[answer.line, ...answer.fields].join("\n")}\r\n\r\n${answer.body}`,
  "carriage returns alone": (answer) => written(answer).replaceAll("\r\n", "\r"),
  "a server that would speak something else": field("Connection: Upgrade", "Upgrade: h2,h2c"),

  "no reason": line("HTTP/1.1 200 "),
  "no reason, and no space": line("HTTP/1.1 200"),
  "spaces before the status": line("HTTP/1.1   200 OK"),
  "spaces behind the status": line("HTTP/1.1 200   OK "),
  "a tab before the status": line("HTTP/1.1\t200 OK"),
  "a tab behind the status": line("HTTP/1.1 200\tOK"),
  "a reason in other letters": line("HTTP/1.1 200 \xe4\x01\x7f"),
  "a space before the protocol": line(" HTTP/1.1 200 OK"),
  "two digits of a status": line("HTTP/1.1 20 OK"),
  "four digits of a status": line("HTTP/1.1 0200 OK"),
  "a plus before the status": line("HTTP/1.1 +20 OK"),
  "a status of its own": line("HTTP/1.1 299 Fine"),
  "a status of 000": line("HTTP/1.1 000 OK"),
  "a status of letters": line("HTTP/1.1 abc OK"),
  "a status beyond those that there are": line("HTTP/1.1 999 OK"),
  "version 1.2": line("HTTP/1.2 200 OK"),
  "version 1.10": line("HTTP/1.10 200 OK"),
  "version 1.0": line("HTTP/1.0 200 OK"),
  "version 0.9": line("HTTP/0.9 200 OK"),
  "version 2.0": line("HTTP/2.0 200 OK"),
  "version 2": line("HTTP/2 200 OK"),
  "another protocol": line("ICY 200 OK"),
  "another letter case": line("http/1.1 200 OK"),
  "an empty line first": before("\r\n"),
  "nothing but a line": () => "HTTP/1.1 200 OK\r\n",

  "100 first": before("HTTP/1.1 100 Continue\r\n\r\n"),
  "102 twice": before("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"),
  "103 with fields first": before("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\nContent-Length: 7\r\n\r\n"),
  "100, odd itself, first": before("HTTP/1.1  100\nX A: b\n\n"),
  "100, broken, first": before("HTTP/1.1 100 Continue\r\nX-A\r\n\r\n"),
  "100 alone": () => "HTTP/1.1 100 Continue\r\n\r\n",
  "101 first": before("HTTP/1.1 101 Switching Protocols\r\n\r\n"),
  "199 first": before("HTTP/1.1 199 Misc\r\n\r\n"),

  chunks: chunks(usual),
  "chunks beside a length": ({ fields: plain, ...answer }) =>
    written({
      ...answer,
      fields: [...plain, "Transfer-Encoding: chunked"],
      body: answer.body === "" ? "" : usual(answer.body, answer.body.length.toString(16)),
    }),
  "chunks in another letter case": chunks(usual, ["transfer-encoding: Chunked"]),
  "chunks, said twice": chunks(usual, ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"]),
  "chunks of something": chunks(usual, ["Transfer-Encoding: gzip, chunked"]),
  identity: field("Transfer-Encoding: identity"),
  "an empty coding": field("Transfer-Encoding:"),
  "chunks of version 1.0": chunks(usual, undefined, "HTTP/1.0 200 OK"),
  "chunks with an extension": chunks((body, size) => usual(body, `${size};a="b"`)),
  "chunks with a space behind the size": chunks((body, size) => usual(body, `${size} \t`)),
  "chunks with a space before the size": chunks((body, size) => usual(body, ` ${size}`)),
  "chunks with zeros before the size": chunks((body, size) => usual(body, `000${size}`)),
  "chunks with 0x before the size": chunks((body, size) => usual(body, `0x${size}`)),
  "chunks with too long a size": chunks((body, size) => usual(body, size.padStart(17, "0"))),
  "chunks in capitals": chunks((body, size) => usual(body, size.toUpperCase())),
  "chunks of no size": chunks((body) => usual(body, "")),
  "chunks with line feeds alone": chunks((body, size) => usual(body, size).replaceAll("\r\n", "\n")),
  "chunks longer than said": chunks((body, size) => usual(`${body}x`, size)),
  "a byte in each chunk": chunks(
    (body) => `${[...body].map((byte) => `1\r\n${byte}\r\n`).join("")}0\r\n\r\n`,
  ),
  "chunks with a trailer": chunks((body, size) => `${size}\r\n${body}\r\n0\r\nX-A: b\r\n\r\n`),
  "chunks with a broken trailer": chunks((body, size) => `${size}\r\n${body}\r\n0\r\nX-A\r\n\r\n`),
  "chunks without the last line": chunks((body, size) => `${size}\r\n${body}\r\n0\r\n`),
  "chunks without the last one": chunks((body, size) => `${size}\r\n${body}\r\n`),
};

const reply = (
  oddity: Oddity,
  type: string,
  body: string,
  method: "HEAD" | "GET",
  kept?: true,
): SceneReply => ({
  raw: oddity({
    line: "HTTP/1.1 200 OK",
    fields: [`Content-Type: ${type}`, "Docker-Content-Digest: {digest}", `Content-Length: ${body.length}`],
    body: method === "HEAD" ? "" : body,
  }),
  exact: true,
  ...(kept === undefined ? {} : { kept }),
});

const TOKEN = '{"token":"t","access_token":"t"}';

const inEachPlace = ([what, oddity]: readonly [string, Oddity]): readonly (readonly [
  string,
  Scenes[string],
])[] => {
  const token = reply(oddity, "application/json", TOKEN, "GET");
  return [
    [`${what}: to HEAD`, { servers: { A: { tag: { HEAD: reply(oddity, MEDIA_TYPE, MANIFEST, "HEAD") } } } }],
    [
      `${what}: to GET`,
      // The tag's answer is usual, so that there is a connection to be kept.
      {
        servers: {
          A: { digest: { HEAD: { status: 405 }, GET: reply(oddity, MEDIA_TYPE, MANIFEST, "GET") } },
        },
      },
    ],
    [`${what}: of a token service`, { servers: { A: bearer(["bearer t"], { token: { GET: token } }) } }],
    [
      `${what}: of a token service, to POST`,
      { servers: { A: bearer(["bearer t"], { token: { POST: token } }) }, credentials: [ALICE] },
    ],
  ];
};

/** What undici reads, and Go does not. */
const TAKEN =
  /^(?:an empty line first|more than the length|chunks (?:of version 1.0|with too long a size))|^chunks (?:longer than said|with a broken trailer|without the last line): to GET/;

export const oddAnswerScenes: Scenes = {
  ...Object.fromEntries(
    Object.entries(ODDITIES)
      .flatMap(inEachPlace)
      .map(([what, scene]) => [
        what,
        TAKEN.test(what)
          ? {
              ...scene!,
              mayDiffer: {
                in: ["available", "asked", "saw"],
                as: "headers that Go's parser takes are taken",
              },
            }
          : scene!,
      ]),
  ),
  "chunks beside a length, on a connection that is kept": {
    servers: {
      A: {
        digest: {
          HEAD: { status: 405 },
          GET: reply(ODDITIES["chunks beside a length"]!, MEDIA_TYPE, MANIFEST, "GET", true),
        },
      },
    },
  },
};
