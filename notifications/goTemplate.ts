// Go's templates have no numbers to count with: the length of a text that grows by a dot does for one. Alertmanager sorts
// the alerts of a notification by their labels, so equal images stand together. All that is used in these templates is
// known to Alertmanager 0.25, and to 0.34. Only what is not between braces is printed, and the line break before it.

/** A template of that name. */
export function define(name: string, body: string): string {
  return `{{ define "${name}" -}}\n${body.trim()}\n{{- end -}}\n`;
}

/** One branch for each name of an alert. */
export function byAlert(
  cases: readonly (readonly [names: readonly string[], body: string])[],
  otherwise: string,
): string {
  const branches = cases.map(([names, body], index) => {
    const quoted = names.map((name) => `"${name}"`).join(" ");
    return `{{- ${index === 0 ? "if" : "else if"} eq .Labels.alertname ${quoted} }}\n${body}`;
  });
  return `${branches.join("\n")}\n{{- else }}\n${otherwise}\n{{- end }}`;
}

/** Lines only where each of the alert's labels in a command is one word to a shell, whatever is written in a pod template. */
export function ifPlainWords(command: string, lines: string): string {
  const labels = [...new Set([...command.matchAll(/\.Labels\.\w+/g)].map(([label]) => label))];
  if (labels.length === 0) {
    return lines;
  }
  const words = `(printf "${labels.map(() => "%s").join("/")}" ${labels.join(" ")})`;
  return `{{- if match "^[A-Za-z0-9][A-Za-z0-9._:/@-]*$" ${words} }}\n${lines}\n{{- end }}`;
}

/** An image's name without what breaks a line or is markup to a chat: no registry knows such an image. */
export function imageName(image: string): string {
  return `reReplaceAll "[<>&\`[:cntrl:]]" "?" ${image}`;
}

/** What the alerts of one section share. */
export const SECTION_KEY = 'printf "%s %s" .Labels.severity .Labels.alertname';

/** A time, after the name of its field. */
export const IN_UTC = '.UTC.Format "2006-01-02 15:04 MST"';
