/** How a text sets off what is to be copied. */
export interface Markup {
  /** The last part of the names of its templates. */
  readonly name: "text" | "markdown";
  readonly image: (text: string) => string;
  readonly command: (text: string) => string;
}

/** For e-mail, pagers, and whatever shows a text as it is. */
export const PLAIN: Markup = {
  name: "text",
  image: (text) => text,
  command: (text) => `    ${text}`,
};

/** For chats. Only what they all read alike. */
export const MARKDOWN: Markup = {
  name: "markdown",
  image: (text) => `\`${text}\``,
  command: (text) => `\`\`\`\n${text}\n\`\`\``,
};
