import type {QuestionKey} from '../../answers/question-keys.ts';

/** The answers by which an existing machine is found and opened. */
export const machineAnswers = ['target', 'signIn', 'subscription', 'domain', 'sshKey', 'resourceGroup'] as const satisfies QuestionKey[];
