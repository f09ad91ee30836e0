import {machineMonthly, money} from '../answers/monthly.ts';
import {shortPath} from '../environment/short-path.ts';
import type {ClosedTenant, LocalKey, Region, SignInMethod, Subscription} from '../answers/answer-source.ts';
import {whyUnusable, type Purpose} from '../deployment/subscription.ts';
import type {MachineSize} from '../deployment/machine-size.ts';
import {releaseNames, releaseWords} from '../deployment/releases.ts';
import {osDisks, ubuntuReleases} from '../deployment/choices.ts';
import {diskTitles} from '../deployment/billing/bill.ts';
import {currencies, hoursPerMonth, priceDate, type PriceList, type RegionalPrices} from '../deployment/billing/prices.ts';
import texts from '../../assets/answers.json' with {type: 'json'};
import type {Item} from './parts/rows.ts';

/** The rows of each list to choose from. Pure. */

export function targetItems(): Item[] {
	return [
		{value: 'azure', label: 'Azure', detail: 'for real, in your subscription'},
		{value: 'sandbox', label: 'Sandbox', detail: 'a rehearsal; nothing real is created'},
	];
}

export function ubuntuItems(): Item[] {
	return ubuntuReleases.map(release => ({value: release, label: `Ubuntu ${release} LTS`}));
}

export function releaseItems(): Item[] {
	return releaseNames.map(name => {
		const {application = name, services = '', about = ''} = releaseWords(name) ?? {};
		return {value: name, label: application, detail: services, mark: name, about};
	});
}

export function currencyItems(): Item[] {
	return currencies.map(code => ({value: code, label: code, detail: texts.currencies[code]}));
}

export function osDiskItems(): Item[] {
	return osDisks.map(kind => ({value: kind, label: diskTitles[kind], detail: texts.osDisks[kind]}));
}

export function signInItems(methods: readonly SignInMethod[]): Item[] {
	return methods.map(method => ({value: method, ...texts.signIn[method]}));
}

/** By tenant where there are several; a tenant that could not be searched is a row that says why. */
export function subscriptionItems(
	subscriptions: readonly Subscription[],
	closed: readonly ClosedTenant[],
	purpose: Purpose = 'create',
): Item[] {
	const tenants = new Set([...subscriptions.map(({tenantId}) => tenantId), ...closed.map(({id}) => id)]);
	const groups = subscriptions.map(subscription => groupOf(subscription));
	const ordered = subscriptions.toSorted((one, other) => groups.indexOf(groupOf(one)) - groups.indexOf(groupOf(other)));
	return [
		...ordered.map(subscription => {
			const unavailable = whyUnusable(subscription, purpose);
			const {id, name, state, spendingLimit} = subscription;
			const right = state === 'Enabled' ? (spendingLimit === 'On' ? 'spending limit' : undefined) : state;
			return {
				value: id,
				label: name,
				detail: id,
				...(tenants.size > 1 && {group: groupOf(subscription)}),
				...(right !== undefined && {right}),
				...(unavailable !== undefined && {unavailable}),
			};
		}),
		...closed.map(({id, name, cause, next, canEnter}) => ({
			value: id,
			label: name,
			detail: 'tenant',
			group: 'Not searched',
			...(canEnter
				? {right: 'sign in', about: 'Press Enter to sign in to this tenant and list its subscriptions.'}
				: {right: 'closed', unavailable: `${cause} ${next}`}),
		})),
	];
}

function groupOf({tenantName, tenantId}: Subscription): string {
	return tenantName ?? tenantId;
}

/** Grouped by geography; that of `home` comes first. At the right edge the monthly price of the VM; nothing where it is not sold. */
export function regionItems(regions: readonly Region[], home: string, prices: Pick<RegionalPrices, 'machineHour'>): Item[] {
	const first = regions.find(({name}) => name === home)?.geography;
	return regions
		.toSorted(
			(a, b) =>
				Number(b.geography === first) - Number(a.geography === first) ||
				a.geography.localeCompare(b.geography) ||
				a.title.localeCompare(b.title),
		)
		.map(({name, title, geography}) => {
			const hour = prices.machineHour[name];
			return {value: name, label: title, detail: name, group: geography, ...(hour !== undefined && {right: money(hour * hoursPerMonth)})};
		});
}

/** What the prices in a list of regions are for. */
export function describeRegionalPrices({size, currency, source}: RegionalPrices): string {
	return `${currency} a month for a ${size.replace('Standard_', '')}, ${priceDate(source)}`;
}

export function sizeItems(sizes: readonly MachineSize[], prices: PriceList): Item[] {
	const ordered = [...sizes.filter(({unavailable}) => !unavailable), ...sizes.filter(({unavailable}) => unavailable)];
	const best = ordered[0];
	return ordered.map(size => {
		const marks = [
			...(size === best && !size.unavailable ? ['best fit'] : []),
			...(size.name === texts.referenceSize ? ['reference'] : []),
			...(size.burstable ? ['burstable'] : []),
			...(size.unavailable ? ['unavailable'] : []),
		];
		return {
			value: size.name,
			label: size.name.replace(/^Standard_/, ''),
			detail: `${size.vCpus} vCPU ${String(size.memoryGiB).padStart(3)} GiB`,
			...(marks.length > 0 && {mark: marks.join(', ')}),
			right: money(machineMonthly(prices, size.name)),
			search: `${size.vCpus} ${size.memoryGiB} ${size.architecture}`,
			...(size.quota && {about: `vCPU quota: ${size.quota.used} of ${size.quota.limit} used`}),
			...(size.unavailable && {unavailable: size.unavailable}),
		};
	});
}

/** `fresh` is where a new pair would be created. */
export function keyItems(keys: readonly LocalKey[], fresh: string): Item[] {
	return [
		...keys.map(({path, kind}) => ({value: path, label: shortPath(path), detail: kind})),
		...(keys.some(({path}) => path === fresh)
			? []
			: [{value: fresh, label: 'Create a new key', detail: `ed25519, at ${shortPath(fresh)}`}]),
	];
}
