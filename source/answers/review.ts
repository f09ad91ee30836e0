import {
	describeBill,
	diskTitles,
	isComplete,
	monthlyTotal,
	trafficAssumption,
	type BillOptions,
	type BillPart,
} from '../deployment/billing/bill.ts';
import {resourceNames} from '../deployment/names.ts';
import {describeRelease} from '../deployment/releases.ts';
import type {Currency, PriceList} from '../deployment/billing/prices.ts';
import type {Saving} from '../deployment/billing/savings.ts';
import type {Settled} from './answers.ts';
import {money} from './monthly.ts';
import {questions, type QuestionKey} from './questions.ts';
import {describeRegion} from './record.ts';
import {shortPath} from '../environment/short-path.ts';
import texts from '../../assets/answers.json' with {type: 'json'};

/** One thing that will be made. `question` is the answer that shapes it, to be changed from the review. */
export interface ReviewLine {
	title: string;
	text: string;
	question?: QuestionKey;
	/** A month, in the review's currency; null where the price list knows none. */
	monthly?: number | null;
	/** What a month would cost less. */
	saves?: number;
}

export interface ReviewSection {
	title: string;
	lines: ReviewLine[];
}

/** What is rented, against the budget. */
export interface ReviewedBill {
	/** A month over all known prices. */
	total: number;
	/** Of every price here; USD when the price list did not answer. */
	currency: Currency;
	/** False when a price is not known and thus not in the total. */
	isComplete: boolean;
	budget: number;
	/** Of the budget. It can be held against the total only when it is the same. */
	budgetCurrency: Currency;
	/** `live`, `rehearsal`, or `snapshot YYYY-MM-DD`. */
	source: string;
}

export interface Review {
	sections: ReviewSection[];
	/** Absent where nothing is rented. */
	bill?: ReviewedBill;
}

/** Everything that a full set of answers will make, with its price, and what would be cheaper. Pure. */
export function describeReview(settled: Settled, prices: PriceList, {sizes = [], keptDisk}: Omit<BillOptions, 'osDisk'> = {}): Review {
	const {
		target,
		signIn,
		subscription,
		region,
		size,
		sshFrom,
		budget = 0,
		currency = 'USD',
		osDisk = 'premium-ssd',
		ubuntu,
		resourceGroup = '',
	} = settled;
	const names = resourceNames(resourceGroup);
	const bill = describeBill(size ?? {name: ''}, prices, {osDisk, sizes, keptDisk});
	const monthly = (part: BillPart) => bill.lines.find(line => line.part === part)?.monthly ?? null;
	const sections: ReviewSection[] = [
		{
			title: target === 'sandbox' ? 'Azure, rehearsed' : 'Azure',
			lines: [
				{title: questions.target.title, text: target === 'sandbox' ? 'sandbox' : 'Azure', question: 'target'},
				{title: 'Sign-in', text: signIn ? texts.signIn[signIn].label : '', question: 'signIn'},
				{title: 'Subscription', text: subscription?.name ?? '', question: 'subscription'},
				{title: 'Region', text: region ? describeRegion(region) : '', question: 'region'},
				{title: 'Resource group', text: names.group, question: 'resourceGroup'},
				{title: 'Network', text: `${names.network} 10.0.0.0/16, subnet 10.0.1.0/24`},
				{title: 'SSH rule', text: `port 22 from ${sshFrom === '*' ? 'everywhere' : sshFrom}`, question: 'sshFrom'},
				{title: 'Web rules', text: 'ports 80 and 443 from everywhere'},
				{
					title: 'Address',
					text: `${names.address}, Standard static IPv4`,
					monthly: monthly('address'),
				},
				{title: 'Interface', text: names.interface},
				{
					title: 'Machine',
					text: size ? `${size.name}, ${size.vCpus} vCPU, ${size.memoryGiB} GiB` : '',
					question: 'size',
					monthly: monthly('machine'),
				},
				{
					title: 'OS disk',
					text: `${names.osDisk}, 128 GiB ${diskTitles[keptDisk ?? osDisk]}${keptDisk ? ', stays as it is' : ''}`,
					...(!keptDisk && {question: 'osDisk'}),
					monthly: monthly('os-disk'),
				},
				{title: 'Data disk', text: `${names.dataDisk}, 128 GiB Premium SSD, kept`, monthly: monthly('data-disk')},
				{title: 'System', text: `Ubuntu ${ubuntu} LTS`, question: 'ubuntu'},
				sshKeyLine(settled),
			],
		},
		...siteSections(settled),
		...(bill.savings.length > 0 ? [{title: 'To save, each on its own', lines: bill.savings.map(savingLine)}] : []),
		{
			title: 'Money',
			lines: [
				{title: 'Traffic', text: trafficAssumption, monthly: monthly('traffic')},
				{title: 'Currency', text: currencyText(currency, prices), question: 'currency'},
				{title: 'Budget', text: `${money(budget)} ${currency} a month`, question: 'budget'},
			],
		},
	];
	return {
		sections,
		bill: {
			total: monthlyTotal(bill),
			currency: bill.currency,
			isComplete: isComplete(bill),
			budget,
			budgetCurrency: currency,
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

function currencyText(wanted: Currency, prices: PriceList): string {
	return wanted === prices.currency ? wanted : `${wanted}; prices are in ${prices.currency}, as the list did not answer in ${wanted}`;
}

/** Which answer a saving is a change of; the others are bought elsewhere. */
const savingQuestions: Readonly<Record<string, QuestionKey>> = {burstable: 'size', 'standard-os-disk': 'osDisk'};

function savingLine({id, title, monthly, comfort, how}: Saving): ReviewLine {
	const question = savingQuestions[id];
	return {title, text: `${comfort} (${how})`, saves: monthly, ...(question && {question})};
}
