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
import type {Answered} from './answers.ts';
import {questions, shownAnswer, type onMachineKeys, type QuestionKey} from './questions.ts';

/** One thing that will be created. `question` is the answer that shapes it, to be changed from the review. */
export interface ReviewLine {
	title: string;
	text: string;
	question?: QuestionKey;
	/** A month, in the review's currency; null where the price list knows none. */
	monthly?: number | null;
	/** How much less a month would cost. */
	saves?: number;
}

export interface ReviewSection {
	title: string;
	lines: ReviewLine[];
}

/** The cost against the budget. */
export interface ReviewedBill {
	/** A month over all known prices. */
	total: number;
	/** Of every price here; USD when the price list did not answer. */
	currency: Currency;
	/** False when a price is unknown and so not in the total. */
	isComplete: boolean;
	budget: number;
	/** Of the budget. It can be compared with the total only when it is the same. */
	budgetCurrency: Currency;
	/** `live`, `rehearsal`, or `snapshot YYYY-MM-DD`. */
	source: string;
}

export interface Review {
	sections: ReviewSection[];
	/** Absent where nothing costs anything. */
	bill?: ReviewedBill;
}

/** Everything that these answers will create, with its price, and what would be cheaper. Pure. */
export function describeReview(answered: Answered, prices: PriceList, {sizes = [], keptDisk}: Omit<BillOptions, 'osDisk'> = {}): Review {
	const {target, size, budget, currency, osDisk, resourceGroup} = answered;
	const names = resourceNames(resourceGroup);
	const bill = describeBill(size, prices, {osDisk, sizes, keptDisk});
	const monthly = (part: BillPart) => bill.lines.find(line => line.part === part)?.monthly ?? null;
	const sections: ReviewSection[] = [
		{
			title: target === 'sandbox' ? 'Azure (rehearsal)' : 'Azure',
			lines: [
				...(['target', 'signIn', 'subscription', 'region', 'resourceGroup'] as const).map(key => answerLine(key, answered)),
				{title: 'Network', text: `${names.network} 10.0.0.0/16, subnet 10.0.1.0/24`},
				{...answerLine('sshFrom', answered), title: 'SSH rule', text: `port 22 from ${shownAnswer('sshFrom', answered)}`},
				{title: 'Web rules', text: 'ports 80 and 443 from everywhere'},
				{title: 'Public IP', text: `${names.address}, Standard static IPv4`, monthly: monthly('address')},
				{title: 'NIC', text: names.interface},
				{...answerLine('size', answered), monthly: monthly('machine')},
				{
					title: 'OS disk',
					text: `${names.osDisk}, 128 GiB ${diskTitles[keptDisk ?? osDisk]}${keptDisk ? ', existing' : ''}`,
					...(!keptDisk && {question: 'osDisk'}),
					monthly: monthly('os-disk'),
				},
				{title: 'Data disk', text: `${names.dataDisk}, 128 GiB Premium SSD`, monthly: monthly('data-disk')},
				{...answerLine('ubuntu', answered), title: 'System', text: `Ubuntu ${answered.ubuntu} LTS`},
				answerLine('sshKey', answered),
			],
		},
		...siteSections(answered),
		...(bill.savings.length > 0 ? [{title: 'Ways to save, each on its own', lines: bill.savings.map(savingLine)}] : []),
		{
			title: 'Cost',
			lines: [
				{title: 'Traffic', text: trafficAssumption, monthly: monthly('traffic')},
				{...answerLine('currency', answered), text: currencyText(currency, prices)},
				answerLine('budget', answered),
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

/** An answer as it is, to be changed from its line. */
export function answerLine(question: QuestionKey, answered: Partial<Answered>): ReviewLine {
	return {title: questions[question].title, text: shownAnswer(question, answered), question};
}

/** What is set up besides the VM, wherever that comes from. */
export function siteSections(answered: Answered<(typeof onMachineKeys)[number]>): ReviewSection[] {
	const {domain, release} = answered;
	return [
		{
			title: 'DNS and certificate',
			lines: [
				{...answerLine('cloudflareToken', answered), title: 'Token', text: `Cloudflare, zone ${domain.zone.name}`},
				{...answerLine('domain', answered), title: 'Record', text: `${domain.name} A, to the VM's address`},
				{
					...answerLine('certificateContact', answered),
					title: 'Certificate',
					text: `Let's Encrypt, contact ${answered.certificateContact}`,
				},
			],
		},
		{
			title: 'Application',
			lines: [
				{...answerLine('release', answered), text: describeRelease(release)},
				{...answerLine('ownerEmail', answered), title: 'Owner'},
				{...answerLine('ownerName', answered), title: 'Name'},
				{...answerLine('ownerPassword', answered), title: 'Password'},
				{title: 'URL', text: `https://${domain.name}`},
			],
		},
	];
}

function currencyText(wanted: Currency, prices: PriceList): string {
	return wanted === prices.currency ? wanted : `${wanted}; prices are in ${prices.currency}, as the price list did not answer in ${wanted}`;
}

/** The answer that each saving changes; the others are bought outside this tool. */
const savingQuestions: Readonly<Record<string, QuestionKey>> = {burstable: 'size', 'standard-os-disk': 'osDisk'};

function savingLine({id, title, monthly, comfort, how}: Saving): ReviewLine {
	const question = savingQuestions[id];
	return {title, text: `${comfort} (${how})`, saves: monthly, ...(question && {question})};
}
