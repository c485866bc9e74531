import { Writable } from "node:stream";
import { type DestinationStream, pino } from "pino";
import type { LogFields, Logger } from "./logger.ts";
import { redactText } from "./redactText.ts";

/** How the log is written: `config.log`. */
export interface LogOptions {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly format: "auto" | "json" | "pretty";
}

/** How much of the log may wait for a reader. */
const MAX_UNREAD_BYTES = 1024 * 1024;

// Names under which a secret could stand in a field by mistake.
const SECRET_FIELDS = ["password", "token", "authorization", "identityToken"];

/**
 * Makes the logger: a line of JSON each (`level` as a word, `time` in RFC 3339, `msg`, the fields), or lines for people.
 *
 * @param stream where it goes; for `auto`, a terminal gets the lines for people
 * @param environment a terminal gets colours unless `NO_COLOR` is there and not empty (no-color.org), or `TERM` is `dumb`
 */
export async function createLogger(
  options: LogOptions,
  {
    stream,
    environment,
  }: { readonly stream: Writable; readonly environment: Readonly<Record<string, string | undefined>> },
): Promise<Logger> {
  const isTerminal = "isTTY" in stream && stream.isTTY === true;
  const hasColours = isTerminal && (environment.NO_COLOR ?? "") === "" && environment.TERM !== "dumb";
  const isPretty = options.format === "pretty" || (options.format === "auto" && isTerminal);
  const output = boundedOutput(stream);
  const destination = isPretty ? await prettyStream(output, hasColours) : output;
  const logger: Logger = pino(
    {
      level: options.level,
      // Neither process id nor host name: the pod that a line comes from is known to whoever collects it.
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: redactFields },
      redact: { paths: SECRET_FIELDS, censor: "[redacted]" },
      hooks: {
        logMethod(args, method) {
          const [fields, message] = args as unknown as [LogFields, string];
          method.call(this, fields, redactText(message));
        },
      },
    },
    destination,
  );
  return logger;
}

/**
 * What is written to a pipe that nobody reads stays in memory: beyond a bound, lines are left out, and counted.
 */
function boundedOutput(stream: Writable): Writable {
  let lost = 0;
  return new Writable({
    decodeStrings: false,
    write(line: string | Buffer, _encoding, done) {
      if (stream.writableLength > MAX_UNREAD_BYTES) {
        lost++;
      } else {
        if (lost > 0) {
          const time = new Date().toISOString();
          stream.write(
            `${JSON.stringify({ level: "warn", time, msg: `${lost} lines of the log are lost: nobody read them` })}\n`,
          );
          lost = 0;
        }
        stream.write(line);
      }
      done();
    },
  });
}

function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === "string" ? redactText(value) : value,
    ]),
  );
}

// Loaded only for people: it takes longer than pino itself.
async function prettyStream(stream: Writable, colorize: boolean): Promise<DestinationStream> {
  const { default: pretty } = await import("pino-pretty");
  return pretty({
    colorize,
    destination: stream,
    sync: true,
    singleLine: true,
    // A field `error` is a text among others here, not an Error with a stack.
    errorLikeObjectKeys: [],
    translateTime: "SYS:HH:MM:ss",
  });
}
