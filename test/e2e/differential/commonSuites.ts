import { credentialScenes, foundScenes, statusScenes, tokenScenes } from "./answerScenes.ts";
import { borrowedScenes } from "./borrowedScenes.ts";
import { challengeScenes } from "./challengeScenes.ts";
import { tlsScenes } from "./connectionScenes.ts";
import { keptScenes } from "./madeUpScenes.ts";
import { oddAnswerScenes } from "./oddAnswerScenes.ts";
import { oddUrlScenes } from "./oddUrlScenes.ts";
import { redirectScenes } from "./redirectScenes.ts";
import type { RegistryScene } from "./registryScene.ts";
import { secondChallengeScenes } from "./secondChallengeScenes.ts";

/** Scenes by name. */
export type Suite = Readonly<Record<string, RegistryScene>>;

/** What is played to the judge of every runtime, by what it is about. */
export const COMMON_SUITES: Readonly<Record<string, Suite>> = {
  challenges: challengeScenes,
  "challenges to a token": secondChallengeScenes,
  "token services": tokenScenes,
  statuses: statusScenes,
  "what is found": foundScenes,
  "odd answers": oddAnswerScenes,
  credentials: credentialScenes,
  "another image before": borrowedScenes,
  redirects: redirectScenes,
  "odd URLs": oddUrlScenes,
  TLS: tlsScenes,
  "made up once": keptScenes,
};
