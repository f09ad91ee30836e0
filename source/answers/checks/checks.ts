import {homedir} from 'node:os';
import {resolve} from 'node:path';
import type {Currency} from '../../deployment/billing/prices.ts';
import {right, wrong, type Verdict} from '../answers.ts';
import {nearest} from './nearest.ts';

/** Checks that need nothing but the text. Each says in one sentence what is wrong. */

/** One of fixed choices, in any case. */
export function checkChoice<const Choice extends string>(choices: readonly Choice[], text: string): Verdict<Choice> {
	const typed = text.trim().toLowerCase();
	const choice = choices.find(item => item.toLowerCase() === typed);
	return choice === undefined ? wrong(`“${text.trim()}” is not one of ${choices.join(', ')}.`, nearest(typed, choices)) : right(choice);
}

/** An e-mail address, as far as one can tell without writing to it. */
export function checkEmail(text: string): Verdict<string> {
	const typed = text.trim();
	if (typed === '') {
		return wrong('An e-mail address is needed.');
	}
	const parts = /^([^\s@<>(),;:"]+)@([^\s@<>(),;:"]+)$/.exec(typed);
	if (!parts || typed.length > 254) {
		return wrong(`“${typed.slice(0, 60)}” is not an e-mail address. Example: ada@example.com.`);
	}
	const host = parts[2]!;
	if (!/^[^.]+(\.[^.]+)+$/.test(host)) {
		return wrong(`“${host}” is not a mail domain: it needs a dot, as in example.com.`);
	}
	return right(typed);
}

/** First and last name. Characters that could be markup are refused, as the application does. */
export function checkName(text: string): Verdict<string> {
	const typed = text.trim().replaceAll(/\s+/g, ' ');
	if (typed === '') {
		return wrong('A name is needed.');
	}
	if (!/\p{L}/u.test(typed) || /[<>{}[\]\\/|%$#@!^*=~`"]/.test(typed)) {
		return wrong('A name may contain letters, spaces, hyphens, dots and apostrophes.');
	}
	return typed.length > 80 ? wrong('A name may have at most 80 characters.') : right(typed);
}

/** A password that the application accepts: 8 to 64 characters. The message never repeats it. */
export function checkPassword(text: string): Verdict<string> {
	const length = [...text].length;
	if (length < 8 || length > 64) {
		return wrong(`A password needs 8 to 64 characters; this one has ${length}.`);
	}
	// eslint-disable-next-line no-control-regex -- a control character is what this looks for
	return /[\u0000-\u001F\u007F]/.test(text)
		? wrong('The password contains a control character, such as a tab or a line break.')
		: right(text);
}

/** A month, in `currency`; a currency that is typed with it must be the same. */
export function checkBudget(text: string, currency: Currency = 'USD'): Verdict<number> {
	const {amount = '', code = ''} = /^(?:US)?\$?(?<amount>\d+(?:\.\d{1,2})?)\s*(?<code>[a-z]{3})?$/i.exec(text.trim())?.groups ?? {};
	const named = text.includes('$') && !currency.endsWith('D') ? 'USD' : code.toUpperCase();
	if (Number(amount) <= 0) {
		return wrong(`“${text.trim()}” is not an amount. Examples: 150, 99.50.`);
	}
	if (named && named !== currency) {
		return wrong(`Prices are in ${currency} and the budget is in ${named}. Give the budget in ${currency}, or choose --currency ${named}.`);
	}
	return Number(amount) > 10_000_000 ? wrong(`A budget above 10000000 ${currency} a month must be a typing error.`) : right(Number(amount));
}

/** A resource group's name by Azure's rules. */
export function checkResourceGroup(text: string): Verdict<string> {
	const typed = text.trim();
	if (typed === '' || typed.length > 90) {
		return wrong('A resource group name needs 1 to 90 characters.');
	}
	if (!/^[\p{L}\p{N}_().-]+$/u.test(typed)) {
		return wrong('A resource group name may contain letters, digits, hyphens, underscores, dots and parentheses.');
	}
	return typed.endsWith('.') ? wrong("A resource group name can't end with a dot.") : right(typed);
}

/** Path of a private key. The public half's path is taken for the private one's. */
export function checkKeyPath(text: string): Verdict<string> {
	const typed = text.trim();
	if (typed === '') {
		return wrong('Enter the path of a private key, such as ~/.ssh/id_ed25519.');
	}
	if (/^(ssh-|ecdsa-|-----BEGIN)/.test(typed)) {
		return wrong('That is the key itself. Enter the path of its file.');
	}
	return right(resolve(typed.replace(/\.pub$/, '').replace(/^~(?=\/|$)/, homedir())));
}

/** A token that could be one: the message never repeats it. */
export function checkToken(text: string): Verdict<string> {
	const typed = text
		.trim()
		.replace(/^Bearer\s+/i, '')
		.replace(/^["']|["']$/g, '');
	if (typed === '') {
		return wrong('A Cloudflare API token is needed.');
	}
	if (/\s/.test(typed)) {
		return wrong('The token contains a space or a line break. Paste only the token.');
	}
	if (/^[0-9a-f]{37}$/.test(typed)) {
		return wrong('That looks like the Global API Key. Create an API token with Zone Read and DNS Edit instead.');
	}
	return right(typed);
}
