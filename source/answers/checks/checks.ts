import {homedir} from 'node:os';
import {resolve} from 'node:path';
import {osDisks, ubuntuReleases, type OsDisk, type UbuntuRelease} from '../../deployment/choices.ts';
import {currencies, type Currency} from '../../deployment/billing/prices.ts';
import {right, wrong, type Verdict} from '../answers.ts';
import {nearest} from './nearest.ts';
import {questions, type QuestionKey} from '../questions.ts';

/** Checks that need nothing but the text. Each says in one sentence what is wrong. */

/** One of a question's fixed choices. */
export function checkChoice(key: QuestionKey, text: string): Verdict<string> {
	const choices = questions[key].choices ?? [];
	const typed = text.trim().toLowerCase();
	return choices.includes(typed) ? right(typed) : wrong(`“${text.trim()}” is none of ${choices.join(', ')}.`, nearest(typed, choices));
}

/** An Ubuntu LTS release. */
export function checkUbuntu(text: string): Verdict<UbuntuRelease> {
	const release = ubuntuReleases.find(item => item === text.trim());
	return release ? right(release) : wrong(`“${text.trim()}” is none of ${ubuntuReleases.join(', ')}.`);
}

/** An e-mail address, as far as one can tell without writing to it. */
export function checkEmail(text: string): Verdict<string> {
	const typed = text.trim();
	if (typed === '') {
		return wrong('An e-mail address is needed.');
	}
	const parts = /^([^\s@<>(),;:"]+)@([^\s@<>(),;:"]+)$/.exec(typed);
	if (!parts || typed.length > 254) {
		return wrong(`“${typed.slice(0, 60)}” is no e-mail address; it looks like ada@example.com.`);
	}
	const host = parts[2]!;
	if (!/^[^.]+(\.[^.]+)+$/.test(host)) {
		return wrong(`“${host}” is no mail domain; it needs a dot, such as example.com.`);
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
		return wrong('A name holds letters, spaces, hyphens, dots and apostrophes.');
	}
	return typed.length > 80 ? wrong('A name has at most 80 characters here.') : right(typed);
}

/** A password that the application accepts: 8 to 64 characters. The message never repeats it. */
export function checkPassword(text: string): Verdict<string> {
	const length = [...text].length;
	if (length < 8 || length > 64) {
		return wrong(`A password has 8 to 64 characters; this one has ${length}.`);
	}
	// eslint-disable-next-line no-control-regex -- a control character is what this looks for
	return /[\u0000-\u001F\u007F]/.test(text) ? wrong('The password holds a control character, such as a tab or a line break.') : right(text);
}

/** A currency in which the price list answers, by its code. */
export function checkCurrency(text: string): Verdict<Currency> {
	const typed = text.trim().toUpperCase();
	const currency = currencies.find(code => code === typed);
	return currency ? right(currency) : wrong(`“${text.trim()}” is none of ${currencies.join(', ')}.`, nearest(typed, currencies));
}

/** A kind of disk for the system. */
export function checkOsDisk(text: string): Verdict<OsDisk> {
	const typed = text.trim().toLowerCase();
	const kind = osDisks.find(disk => disk === typed);
	return kind ? right(kind) : wrong(`“${text.trim()}” is none of ${osDisks.join(', ')}.`, nearest(typed, osDisks));
}

/** A month, in `currency`; a currency that is typed with it must be the same. */
export function checkBudget(text: string, currency: Currency = 'USD'): Verdict<number> {
	const {amount = '', code = ''} = /^(?:US)?\$?(?<amount>\d+(?:\.\d{1,2})?)\s*(?<code>[a-z]{3})?$/i.exec(text.trim())?.groups ?? {};
	const named = text.includes('$') && !currency.endsWith('D') ? 'USD' : code.toUpperCase();
	if (Number(amount) <= 0) {
		return wrong(`“${text.trim()}” is no amount; it looks like 150 or 99.50.`);
	}
	if (named && named !== currency) {
		return wrong(`The prices are in ${currency}, and the budget in ${named}; give the budget in ${currency}, or choose --currency.`);
	}
	return Number(amount) > 10_000_000 ? wrong(`A budget above 10000000 ${currency} a month is surely a slip.`) : right(Number(amount));
}

/** A resource group's name by Azure's rules. */
export function checkResourceGroup(text: string): Verdict<string> {
	const typed = text.trim();
	if (typed === '' || typed.length > 90) {
		return wrong('A resource group has a name of 1 to 90 characters.');
	}
	if (!/^[\p{L}\p{N}_().-]+$/u.test(typed)) {
		return wrong('A resource group is named with letters, digits, hyphens, underscores, dots and brackets.');
	}
	return typed.endsWith('.') ? wrong("A resource group's name doesn't end with a dot.") : right(typed);
}

/** Path of a private key. The public half's path is taken for the private one's. */
export function checkKeyPath(text: string): Verdict<string> {
	const typed = text.trim();
	if (typed === '') {
		return wrong('The path of a private key is needed, such as ~/.ssh/id_ed25519.');
	}
	if (/^(ssh-|ecdsa-|-----BEGIN)/.test(typed)) {
		return wrong('That is the key itself; give the path of its file.');
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
		return wrong('The token holds a space or a line break; paste it alone.');
	}
	if (/^[0-9a-f]{37}$/.test(typed)) {
		return wrong('That looks like the Global API Key. Make an API token with Zone Read and DNS Edit instead.');
	}
	return right(typed);
}
