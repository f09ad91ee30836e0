import {isUsable, matchSubscription} from '../checks/matching.ts';
import {defineQuestion} from '../question.ts';
import {enterTenant} from '../tenant.ts';

export const subscription = defineQuestion('subscription', {
	kind: 'choice',
	part: 'Azure',
	title: 'Subscription',
	text: 'Which subscription should be billed?',
	hint: 'Everything is created in one resource group of this subscription.',
	flag: 'subscription',
	placeholder: 'ID',
	help: 'Id or name of the Azure subscription',
	variable: 'WASPER_SUBSCRIPTION',
	fallback: 'the only one',
	needs: ['target', 'signIn'],
	asked: true,
	busy: 'Asking Azure',
	async validate(text, {answered, cached, signal, onDeviceCode}) {
		const closed = await cached.closedTenants();
		const tenant = closed.find(({id, canEnter}) => canEnter && id === text);
		return tenant
			? enterTenant(tenant, answered.signIn, cached, {...(signal && {signal}), ...(onDeviceCode && {onDeviceCode})})
			: matchSubscription(text, await cached.subscriptions(), closed, cached.purpose);
	},
	async suggest({cached}) {
		const all = await cached.subscriptions();
		const creatable = all.filter(item => isUsable(item, 'create'));
		// One that is out of use is meant only where there is no other.
		const usable = creatable.length > 0 ? creatable : all.filter(item => isUsable(item, cached.purpose));
		return usable[0] && {text: usable[0].id, certain: usable.length === 1};
	},
	typed: ({id}) => id,
	show: ({name}) => name,
});
