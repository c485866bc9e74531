import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { waitUntil } from "./waitUntil.ts";

/** What somebody was told. */
export interface Message {
  readonly title: string;
  readonly text: string;
}

/** Stands for a chat and a pager that Alertmanager tells people by. */
export interface Inbox {
  /** For `api_url` of slack_configs; each name is a person's. */
  readonly chat: (name: string) => string;
  /** For `url` of pagerduty_configs. */
  readonly pager: (name: string) => string;
  /** All that has come for somebody, in order. */
  readonly of: (name: string) => readonly Message[];
  /** Waits until somebody has that many messages, and returns the last of them. */
  readonly message: (name: string, count: number) => Promise<Message>;
  readonly stop: () => Promise<void>;
}

interface Slack {
  readonly attachments: readonly [Message];
}
interface PagerDuty {
  readonly event_action: "trigger" | "resolve";
  readonly payload: { readonly summary: string; readonly custom_details: Readonly<Record<string, string>> };
}

export async function startInbox(): Promise<Inbox> {
  const messages = new Map<string, Message[]>();
  const server = createServer(async (request, response) => {
    const [, kind, name = ""] = (request.url ?? "").split("/");
    const body = await json(request);
    const message = kind === "chat" ? ofSlack(body as Slack) : ofPagerDuty(body as PagerDuty);
    messages.set(name, [...(messages.get(name) ?? []), message]);
    response.writeHead(kind === "chat" ? 200 : 202).end("ok");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const of = (name: string) => messages.get(name) ?? [];
  return {
    chat: (name) => `http://127.0.0.1:${port}/chat/${name}`,
    pager: (name) => `http://127.0.0.1:${port}/pager/${name}`,
    of,
    message: (name, count) =>
      waitUntil(`message ${count} for ${name}`, () => of(name)[count - 1], { deadlineMs: 60_000 }),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function ofSlack({ attachments: [{ title, text }] }: Slack): Message {
  return { title, text };
}

function ofPagerDuty({ payload }: PagerDuty): Message {
  return { title: payload.summary, text: payload.custom_details.firing ?? "" };
}
