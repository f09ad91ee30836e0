import texts from '../../../assets/answers.json' with {type: 'json'};
import {right, wrong} from '../answers.ts';
import {checkChoice} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

const methods = ['environment', 'azure-cli', 'browser', 'device-code'] as const;

export const signIn = defineQuestion('signIn', {
	kind: 'choice',
	part: 'Azure',
	title: 'Sign-in',
	text: 'How do you want to sign in to Azure?',
	hint: 'This tool stores no credentials. The best method available here comes first.',
	flag: 'sign-in',
	placeholder: 'METHOD',
	help: 'environment, azure-cli, browser or device-code',
	variable: 'WASPER_SIGN_IN',
	choices: methods,
	fallback: 'first that works',
	needs: ['target'],
	asked: true,
	busy: 'Signing in to Azure',
	async validate(text, {cached, signal, onDeviceCode}) {
		const verdict = checkChoice(methods, text);
		if (!verdict.ok) {
			return verdict;
		}
		const available = await cached.signInMethods();
		if (!available.includes(verdict.value)) {
			return wrong(`Sign-in with ${verdict.value} is not available here. Available: ${available.join(', ') || 'none'}.`, available[0]);
		}
		await cached.source.signIn(verdict.value, {...(signal && {signal}), ...(onDeviceCode && {onDeviceCode})});
		cached.forgetAzure();
		return right(verdict.value);
	},
	async suggest({cached, answered}) {
		const available = await cached.signInMethods();
		return available[0] && {text: available[0], certain: available.length === 1 || answered.target === 'sandbox'};
	},
	show: value => texts.signIn[value].label,
});
