import test from 'ava';
import type {DeviceCode} from '../../source/answers/answer-source.ts';
import {createAzureGateway} from '../../source/azure/gateway.ts';
import {ActionError} from '../../source/errors/kinds.ts';
import {findPrices} from '../../source/prices/prices.ts';
import {findRegionalPrices} from '../../source/prices/regions.ts';
import {quickPace} from './fixtures.ts';
import {makeWireDeployment, subscription} from './wire.ts';
import {environmentOf, startWorld} from './wire-backend.ts';

test('a service principal from the environment signs in and sees subscription, regions and sizes', async t => {
	const {identity, account} = await startWorld(t);
	const {signIn, lookups} = account(environmentOf(identity.owner));
	await signIn.signIn('environment', {});
	const [found] = await lookups.subscriptions();
	t.is(found?.id, subscription.id);
	t.true((await lookups.regions(subscription.id)).some(({name}) => name === 'eastus'));
	const sizes = await lookups.sizes(subscription.id, 'eastus');
	t.is(sizes[0]?.unavailable, undefined);
	t.true(sizes.every(({vCpus, memoryGiB}) => vCpus >= 2 && memoryGiB >= 8));
	t.true(sizes.some(({unavailable}) => unavailable?.includes('quota')));
	t.true(sizes.some(({unavailable}) => unavailable?.includes('Arm')));
});

test('a wrong secret is distinguished from everything else', async t => {
	const {identity, account} = await startWorld(t);
	const {signIn} = account(environmentOf({...identity.owner, clientSecret: 'wrong'}));
	const error = await t.throwsAsync(signIn.signIn('environment', {}), {instanceOf: ActionError});
	t.is(error.explanation.code, 'AADSTS7000215');
	t.regex(error.explanation.cause, /AZURE_CLIENT_SECRET is not a valid client secret/);
	t.notRegex(JSON.stringify(error.explanation), /"wrong"/);
});

test('an account that may only look is refused with the role that it needs', async t => {
	const {endpoints, identity, account} = await startWorld(t);
	const {signIn} = account(environmentOf(identity.reader));
	await signIn.signIn('environment', {});
	const gateway = createAzureGateway({endpoints, credential: signIn.credential(), subscriptionId: subscription.id, pace: quickPace});
	const call = {signal: new AbortController().signal, say() {}, retrying() {}};
	const error = await t.throwsAsync(gateway.groups.create(makeWireDeployment(), call), {instanceOf: ActionError});
	t.is(error.explanation.code, 'AuthorizationFailed');
	t.regex(error.explanation.next ?? '', /az role assignment create --role Contributor/);
});

test('a device code is shown, and signs in once it is entered', async t => {
	const {account} = await startWorld(t);
	const {signIn, lookups} = account({});
	const codes: DeviceCode[] = [];
	await signIn.signIn('device-code', {onDeviceCode: code => codes.push(code)});
	t.is(codes.length, 1);
	t.true(codes[0]!.expiresAt > new Date());
	t.regex(codes[0]?.userCode ?? '', /^[A-Z\d-]{6,}$/);
	t.regex(codes[0]?.verificationUri ?? '', /^https?:/);
	t.is((await lookups.subscriptions())[0]?.id, subscription.id);
});

test('waiting for a device code ends when it is aborted', async t => {
	const {account} = await startWorld(t);
	const stop = new AbortController();
	const {signIn} = account({});
	const error = await t.throwsAsync(signIn.signIn('device-code', {signal: stop.signal, onDeviceCode: () => stop.abort()}));
	t.is((error as {kind?: string}).kind, 'cancelled');
});

test('live prices come page by page from the price list', async t => {
	const {prices} = await startWorld(t);
	const found = await findPrices({url: prices.url, region: 'eastus', sizes: ['Standard_D2as_v5', 'Standard_D2s_v3'], currency: 'USD'});
	t.is(found.source, 'live');
	t.is(found.machineHour['Standard_D2as_v5'], 0.086);
	t.is(found.machineHour['Standard_D2s_v3'], 0.096);
	t.is(found.premiumDisk128Month, 19.71);
	t.is(found.addressHour, 0.005);
	t.is(found.egressGb, 0.087);
	t.is(found.standardDisk128Month, 9.6);
});

test('one question tells what a size costs in every region that has it', async t => {
	const {prices} = await startWorld(t);
	const {machineHour, ...rest} = await findRegionalPrices({url: prices.url, size: 'Standard_D2as_v6', currency: 'USD'});
	t.deepEqual(rest, {size: 'Standard_D2as_v6', currency: 'USD', source: 'live'});
	for (const region of ['eastus', 'westeurope', 'southeastasia']) {
		const one = await findPrices({url: prices.url, region, sizes: ['Standard_D2as_v6'], currency: 'USD'});
		t.is(machineHour[region], one.machineHour['Standard_D2as_v6'], region);
	}
});

test('the price list answers in the currency that was chosen, with its reservations and savings plans', async t => {
	const {prices} = await startWorld(t);
	const question = {url: prices.url, region: 'westeurope', sizes: ['Standard_D2as_v6']};
	const inDollars = await findPrices({...question, currency: 'USD'});
	const inEuros = await findPrices({...question, currency: 'EUR'});
	t.deepEqual([inEuros.currency, inEuros.source], ['EUR', 'live']);
	t.not(inEuros.machineHour['Standard_D2as_v6'], inDollars.machineHour['Standard_D2as_v6']);
	for (const {machineHour, commitments} of [inDollars, inEuros]) {
		const offers = commitments?.['Standard_D2as_v6'] ?? [];
		t.deepEqual(offers.map(({kind, years}) => `${kind} ${years}`).toSorted(), [
			'reservation 1',
			'reservation 3',
			'savings-plan 1',
			'savings-plan 3',
		]);
		t.true(offers.every(({hour}) => hour > 0.3 * (machineHour['Standard_D2as_v6'] ?? 0) && hour < (machineHour['Standard_D2as_v6'] ?? 0)));
	}
});
