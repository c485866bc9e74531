/** Answers by question. */
export type Answers = Readonly<Record<string, (argument: never) => unknown>>;

/**
 * Answers what the process that started this one asks (see `child.ts`). Without that process this one ends, unless the
 * channel was only borrowed.
 */
export function answerQuestions(answers: Answers): void {
  process.on("message", async ({ id, question, argument }: Question) => {
    try {
      const answer = answers[question];
      if (answer === undefined) {
        throw new Error("no such question");
      }
      process.send?.({ answerTo: id, reply: await answer(argument as never) });
    } catch (error) {
      process.send?.({ answerTo: id, error: String(error) });
    }
  });
  process.once("disconnect", () => process.exit());
}

interface Question {
  readonly id: number;
  readonly question: string;
  readonly argument: unknown;
}
