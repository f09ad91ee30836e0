import type {Settled} from './answers.ts';
import {plainText} from './checks/plain-text.ts';
import {isSecretKey, questionKeys, questions} from './questions.ts';
import texts from '../../assets/answers.json' with {type: 'json'};
import type {Region} from './answer-source.ts';
import {shortPath} from '../environment/short-path.ts';

/** `East US (eastus)` */
export function describeRegion({title, name}: Pick<Region, 'title' | 'name'>): string {
	return title === name ? name : `${title} (${name})`;
}

/** The answers so far as lines to read; secrets are only said to be there. */
export function describeAnswers(settled: Settled): Array<{title: string; text: string}> {
	return questionKeys
		.filter(key => settled[key] !== undefined)
		.map(key => {
			const {title} = questions[key];
			if (isSecretKey(key)) {
				const isGenerated = key === 'ownerPassword' && settled.ownerPassword?.generated;
				return {title, text: isGenerated ? 'generated' : 'given, not shown'};
			}
			switch (key) {
				case 'target':
					return {title, text: settled.target === 'sandbox' ? 'sandbox' : 'Azure'};
				case 'signIn':
					return {title, text: settled.signIn ? texts.signIn[settled.signIn].label : ''};
				case 'region':
					return {title, text: settled.region ? describeRegion(settled.region) : ''};
				case 'subscription':
					return {title, text: settled.subscription?.name ?? ''};
				case 'sshKey':
					return {title, text: `${shortPath(settled.sshKey?.path ?? '')}${settled.sshKey?.publicKey ? '' : ' (new)'}`};
				case 'budget':
					return {title, text: `${settled.budget} ${settled.currency} a month`};
				default:
					return {title, text: plainText(key, settled)};
			}
		});
}
