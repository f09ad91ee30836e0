import type {VerbDescription} from '../verb.ts';
import {bashScript} from './bash.ts';
import {fishScript} from './fish.ts';
import {describeVerbs} from './model.ts';
import {powershellScript} from './powershell.ts';
import type {Shell} from './shells.ts';
import {zshScript} from './zsh.ts';

const writers = {bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript};

/** The completion script for a shell, made of the verbs' own rows. */
export function completionScript(shell: Shell, verbs: readonly VerbDescription[]): string {
	return writers[shell](describeVerbs(verbs));
}
