import type { Command } from "./command.ts";
import { optionsOf } from "./flagTable.ts";
import { PROGRAM } from "./helpText.ts";

/** What a shell has to know of a flag. */
interface ShownFlag {
  readonly name: string;
  readonly takesValue: boolean;
  /** All that it may be given; empty where that is open. */
  readonly choices: readonly string[];
  readonly description: string;
}

/** What a shell has to know of a command. */
interface ShownCommand {
  readonly name: string;
  readonly description: string;
  /** The words that may follow it. */
  readonly subjects: readonly string[];
  readonly flags: readonly ShownFlag[];
}

const FUNCTION = `_${PROGRAM.replaceAll("-", "_")}`;

const SHELLS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/**
 * The script that lets a shell complete our command line: commands, their flags, and what these may be given.
 *
 * @param commands the first is meant when none is named
 */
export function completion(shell: keyof typeof SHELLS, commands: readonly Command[]): string {
  const shown = commands.map(showCommand);
  const names = shown.map(({ name }) => name);
  return SHELLS[shell]([
    ...shown,
    { name: "help", description: "Print the flags of a command", subjects: names, flags: [] },
    { name: "version", description: "Print the version", subjects: [], flags: [] },
  ]);
}

function showCommand(command: Command): ShownCommand {
  const { name, description, subjects = [] } = command;
  const own = command.flags.map(({ name, type, choices = [], description }) => ({
    name,
    takesValue: type !== "boolean",
    choices,
    description: firstSentence(description),
  }));
  const options = optionsOf(command).flatMap((option) => {
    const { flags, pairFlag, switchFlag, type, choices = [] } = option;
    const description = firstSentence(option.description);
    const value = { takesValue: type !== "boolean", choices, description };
    return [
      ...flags.map((name) => ({ name, ...value })),
      ...(pairFlag === undefined ? [] : [{ name: pairFlag, takesValue: true, choices: [], description }]),
      ...(switchFlag === undefined
        ? []
        : [{ name: switchFlag.flag, takesValue: false, choices: [], description }]),
    ];
  });
  const general = [
    { name: "config", takesValue: true, choices: [], description: "Configuration file" },
    { name: "help", takesValue: false, choices: [], description: "Print the flags" },
    { name: "version", takesValue: false, choices: [], description: "Print the version" },
  ];
  return {
    name,
    description: firstSentence(description),
    subjects,
    flags: [...own, ...options, ...general],
  };
}

function firstSentence(text: string): string {
  const first = text.split(/[.;:](?:\s|$)/, 1)[0]!;
  // A single word is the first of some choices that are explained.
  return first.includes(" ") ? first : text.split(/[.;](?:\s|$)/, 1)[0]!;
}

/** As one word of any of the shells. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "’").replaceAll("\\", "/")}'`;
}

function words(texts: readonly string[]): string {
  return quote(texts.join(" "));
}

// What returns without a proposal is left to bash, which proposes files.
function bashScript(commands: readonly ShownCommand[]): string {
  const withValues = new Set(
    commands.flatMap(({ flags }) => flags.filter((flag) => flag.takesValue).map(({ name }) => name)),
  );
  const cases = commands.map(({ name, subjects, flags }) => {
    const choices = flags.filter((flag) => flag.choices.length > 0);
    return [
      `    ${name})`,
      `      flags=${words(flags.map((flag) => `--${flag.name}`))}`,
      `      subjects=${words(subjects)}`,
      `      case $flag in`,
      ...choices.map((flag) => `        ${flag.name}) values=${words(flag.choices)} ;;`),
      `      esac ;;`,
    ].join("\n");
  });
  return `${FUNCTION}_takes_value() {
  local name=\${1#-}
  case \${name#-} in
    ${[...withValues, "f"].join(" | ")}) return 0 ;;
  esac
  return 1
}

${FUNCTION}() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
  local command= flag= flags= subjects= values= index
  COMPREPLY=()
  # Bash takes --flag=value apart.
  if [[ $word == = ]]; then
    word= values='true false'
  elif [[ $before == = ]]; then
    before=\${COMP_WORDS[COMP_CWORD - 2]} values='true false'
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      =) ((index++)) ;;
      -*)
        if [[ \${COMP_WORDS[index + 1]} != = ]] && ${FUNCTION}_takes_value "\${COMP_WORDS[index]}"; then
          ((index++))
        fi ;;
      *)
        command=\${COMP_WORDS[index]}
        break ;;
    esac
  done
  if [[ $before == -* ]] && ${FUNCTION}_takes_value "$before"; then
    flag=\${before#-} values=
    flag=\${flag#-}
  fi
  case \${command:-${commands[0]!.name}} in
${cases.join("\n")}
  esac
  if [[ -n $flag || -n $values ]]; then
    :
  elif [[ $word == -* ]]; then
    values=$flags
  elif [[ -n $command ]]; then
    values=$subjects
  else
    values=${words(commands.map(({ name }) => name))}
  fi
  COMPREPLY=($(compgen -W "$values" -- "$word"))
}

complete -o default -F ${FUNCTION} ${PROGRAM}
`;
}

function zshScript(commands: readonly ShownCommand[]): string {
  // Brackets end a description, wherever they stand.
  const plain = (text: string): string => text.replaceAll("[", "(").replaceAll("]", ")");
  const specification = ({ name, takesValue, choices, description }: ShownFlag): string => {
    const value = choices.length > 0 ? `(${choices.join(" ")})` : "_files";
    return quote(
      `*--${name}${takesValue ? "=" : ""}[${plain(description)}]${takesValue ? `:value:${value}` : ""}`,
    );
  };
  const specifications = ({ flags }: ShownCommand): string =>
    flags.map((flag) => `${specification(flag)} \\\n        `).join("");
  const cases = commands.map((command) => {
    const { name, subjects } = command;
    const rest = subjects.length > 0 ? `1:subject:(${subjects.join(" ")})` : "*: :_default";
    return `    ${name})\n      _arguments ${specifications(command)}${quote(rest)} ;;`;
  });
  return `#compdef ${PROGRAM}

${FUNCTION}() {
  local curcontext=$curcontext state line
  local -a commands
  typeset -A opt_args
  commands=(
${commands.map(({ name, description }) => `    ${quote(`${name}:${description}`)}`).join("\n")}
  )
  _arguments -C ${specifications(commands[0]!)}'1: :->command' '*:: :->rest' && return
  if [[ $state == command ]]; then
    _describe command commands
    return
  fi
  case $words[1] in
${cases.join("\n")}
  esac
}

if [[ $funcstack[1] == ${FUNCTION} ]]; then
  ${FUNCTION} "$@"
else
  compdef ${FUNCTION} ${PROGRAM}
fi
`;
}

function fishScript(commands: readonly ShownCommand[]): string {
  const lines = commands.flatMap(({ name, description, subjects, flags }, index) => {
    const seen = `__fish_seen_subcommand_from ${name}`;
    const when = `complete -c ${PROGRAM} -n ${quote(index === 0 ? `__fish_use_subcommand; or ${seen}` : seen)}`;
    return [
      `complete -c ${PROGRAM} -n __fish_use_subcommand -f -a ${name} -d ${quote(description)}`,
      ...(subjects.length > 0 ? [`${when} -f -a ${words(subjects)}`] : []),
      ...flags.map((flag) => {
        const open = flag.takesValue ? " -r" : "";
        const value = flag.choices.length > 0 ? ` -x -a ${words(flag.choices)}` : open;
        return `${when} -l ${flag.name}${value} -d ${quote(flag.description)}`;
      }),
    ];
  });
  return `${lines.join("\n")}\n`;
}
