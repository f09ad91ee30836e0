import type {Case} from '../case.ts';
import {acmeCases} from './acme.ts';
import {azureCases} from './azure.ts';
import {cloudflareCases} from './cloudflare.ts';
import {appCases, dockerCases, sshCases} from './machine.ts';
import {signInCases} from './sign-in.ts';

/** Everything that other sides may say, by who says it. */
export const groups: Array<[title: string, cases: Case[]]> = [
	['Azure', azureCases],
	["Microsoft's sign-in", signInCases],
	['Cloudflare', cloudflareCases],
	["Let's Encrypt", acmeCases],
	['SSH', sshCases],
	['Docker', dockerCases],
	['Wasper and its parts', appCases],
];
