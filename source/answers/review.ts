import {describeBill, isComplete, monthlyTotal} from '../deployment/bill.ts';
import {resourceNames} from '../deployment/names.ts';
import {describeRelease} from '../deployment/releases.ts';
import {hoursPerMonth, type PriceList} from '../deployment/prices.ts';
import type {Settled} from './answers.ts';
import {machineMonthly, money} from './monthly.ts';
import type {QuestionKey} from './questions.ts';
import {shortPath} from '../environment/short-path.ts';

/** One thing that will be made. `question` is the answer that shapes it, to be changed from the review. */
export interface ReviewLine {
	title: string;
	text: string;
	question?: QuestionKey;
	/** USD a month; null where the price list knows none. */
	monthly?: number | null;
}

export interface ReviewSection {
	title: string;
	lines: ReviewLine[];
}

/** What is rented, against the budget. */
export interface ReviewedBill {
	/** USD a month over all known prices. */
	total: number;
	/** False when a price is not known and thus not in the total. */
	isComplete: boolean;
	budget: number;
	/** `live`, or `snapshot YYYY-MM-DD`. */
	source: string;
}

export interface Review {
	sections: ReviewSection[];
	/** Absent where nothing is rented. */
	bill?: ReviewedBill;
}

/** Everything that a full set of answers will make, with its price. Pure. */
export function describeReview(settled: Settled, prices: PriceList): Review {
	const {target, signIn, subscription, region, size, sshFrom, budget = 0, ubuntu, resourceGroup = ''} = settled;
	const names = resourceNames(resourceGroup);
	const sections: ReviewSection[] = [
		{
			title: target === 'sandbox' ? 'Azure, rehearsed' : 'Azure',
			lines: [
				{title: 'Target', text: target === 'sandbox' ? 'sandbox: nothing real is created' : 'Azure', question: 'target'},
				{title: 'Sign-in', text: signIn ?? '', question: 'signIn'},
				{title: 'Subscription', text: subscription?.name ?? '', question: 'subscription'},
				{title: 'Region', text: region ? `${region.title} (${region.name})` : '', question: 'region'},
				{title: 'Resource group', text: names.group, question: 'resourceGroup'},
				{title: 'Network', text: `${names.network} 10.0.0.0/16, subnet 10.0.1.0/24`},
				{title: 'SSH rule', text: `port 22 from ${sshFrom === '*' ? 'everywhere' : sshFrom}`, question: 'sshFrom'},
				{title: 'Web rules', text: 'ports 80 and 443 from everywhere'},
				{
					title: 'Address',
					text: `${names.address}, Standard static IPv4`,
					monthly: prices.addressHour === undefined ? null : prices.addressHour * hoursPerMonth,
				},
				{title: 'Interface', text: names.interface},
				{
					title: 'Machine',
					text: size ? `${size.name}, ${size.vCpus} vCPU, ${size.memoryGiB} GiB` : '',
					question: 'size',
					monthly: (size && machineMonthly(prices, size.name)) ?? null,
				},
				{title: 'OS disk', text: `${names.osDisk}, 128 GiB Premium SSD`, monthly: prices.premiumDisk128Month ?? null},
				{title: 'Data disk', text: `${names.dataDisk}, 128 GiB Premium SSD, kept`, monthly: prices.premiumDisk128Month ?? null},
				{title: 'System', text: `Ubuntu ${ubuntu} LTS`, question: 'ubuntu'},
				sshKeyLine(settled),
			],
		},
		...siteSections(settled),
		{title: 'Money', lines: [{title: 'Budget', text: `${money(budget)} USD a month`, question: 'budget'}]},
	];
	const bill = size && describeBill(size, prices);
	return {
		sections,
		bill: {
			total: bill ? monthlyTotal(bill) : 0,
			isComplete: bill !== undefined && isComplete(bill),
			budget,
			source: prices.source,
		},
	};
}

/** The key that opens the machine. */
export function sshKeyLine({sshKey}: Settled): ReviewLine {
	return {title: 'SSH key', text: sshKey ? `${shortPath(sshKey.path)}${sshKey.publicKey ? '' : ', new'}` : '', question: 'sshKey'};
}

/** What is made true beside the machine, wherever it comes from. */
export function siteSections(settled: Settled): ReviewSection[] {
	const {domain, release = '', ownerEmail, ownerName, ownerPassword, certificateContact} = settled;
	return [
		{
			title: 'DNS and certificate',
			lines: [
				{title: 'Token', text: `Cloudflare, zone ${domain?.zone.name}`, question: 'cloudflareToken'},
				{title: 'Record', text: `${domain?.name} A, to the machine's address`, question: 'domain'},
				{title: 'Certificate', text: `Let's Encrypt, contact ${certificateContact}`, question: 'certificateContact'},
			],
		},
		{
			title: 'Application',
			lines: [
				{title: 'Release', text: describeRelease(release), question: 'release'},
				{title: 'Owner', text: ownerEmail ?? '', question: 'ownerEmail'},
				{title: 'Name', text: ownerName ?? '', question: 'ownerName'},
				{title: 'Password', text: ownerPassword?.generated ? 'generated' : 'as you gave it', question: 'ownerPassword'},
				{title: 'URL', text: `https://${domain?.name}`},
			],
		},
	];
}
