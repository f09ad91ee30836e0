import test from 'ava';
import {answerRows, checkRows, planRows, type PageRow} from '../../source/wizard/review-rows.ts';
import {chooseTheme} from '../../source/terminal/theme.ts';
import {drifted, miserable} from './fixtures/previews.ts';

const {symbols} = chooseTheme({LANG: 'C.UTF-8'}, 'linux');
const textOf = ({pieces}: PageRow) => pieces.map(({text}) => text).join('');

test('the name of a check that --override takes is never cut, however narrow the window', t => {
	for (let width = 30; width <= 160; width += 10) {
		const rows = checkRows(miserable, new Set(), width, symbols);
		t.true(
			rows.some(row =>
				textOf(row)
					.slice(0, width - 2)
					.includes('azure.quota.family'),
			),
			`width ${width}`,
		);
	}
});

test('every row of the pages has a key of its own', t => {
	for (const rows of [checkRows(miserable, new Set(), 40, symbols), planRows(drifted, {width: 40, currency: 'USD', symbols})]) {
		t.is(new Set(rows.map(({key}) => key)).size, rows.length);
	}
});

test('no command and no link is cut, however narrow the window: a long one goes on in the next line', t => {
	const lock =
		'/subscriptions/5a4d8b0e-1c7f-4e52-9d36-70c1a2f3b411/resourceGroups/wasper-rg/providers/Microsoft.Authorization/locks/freeze';
	const [first] = miserable.filter(({state}) => state === 'failed');
	const long = {
		...first!,
		id: 'azure.locks',
		fix: `Have an owner run: az lock delete --ids ${lock}`,
		link: `https://portal.example${lock}`,
	};
	for (const width of [36, 76, 104]) {
		const text = checkRows([long], new Set(), width, symbols)
			.map(row => textOf(row))
			.filter(line => line.startsWith('    '));
		t.true(
			text.every(line => line.length <= width - 2),
			`width ${width}`,
		);
		const whole = text.map(line => line.trim()).join('');
		t.true(whole.includes(lock), whole);
		t.true(whole.includes(long.link), whole);
	}
});

test('nothing on the pages is cut at 40 columns: what does not fit beside its title is shown beneath it', t => {
	const width = 38;
	const lines = [
		{title: 'Network', text: 'wasper-vnet 10.0.0.0/16, subnet 10.0.1.0/24'},
		{title: 'Data disk', text: 'wasper-data-disk, 128 GiB Premium SSD, kept', monthly: 19.71},
		{title: 'Region', text: 'East US (eastus)', question: 'region' as const},
	];
	const bill = {total: 1, currency: 'USD', isComplete: true, budget: 2, budgetCurrency: 'USD', source: 'snapshot 2026-06-18'} as const;
	const answers = answerRows({sections: [{title: 'Azure', lines}], bill}, width, 8);
	for (const row of [
		...answers,
		...planRows(drifted, {width, currency: 'USD', symbols}),
		...checkRows(miserable, new Set(), width, symbols),
	]) {
		t.true(textOf(row).length + (row.stop ? 2 : 0) <= width, textOf(row));
		t.notRegex(textOf(row), /…/);
	}

	const told = answers.map(row => textOf(row).trim().replaceAll(/\s+/g, ' ')).join(' ');
	for (const {text} of lines) {
		t.true(told.includes(text), text);
	}

	t.regex(told, /Data disk 19\.71 wasper-data-disk/);
	t.regex(told, /prices of 2026-06-18: the price list did not answer/);
});

test('in a window too narrow for word and title, the action of a step is shown beneath it', t => {
	const rows = planRows(drifted, {width: 38, currency: 'USD', symbols}).map(row => textOf(row).trim());
	t.true(rows.includes('~ change Virtual machine'));
	t.true(
		rows.some(text => /^= keep {3}Resource group$/.test(text)),
		'their names stand in one column',
	);
	t.is(rows[rows.indexOf('? Wait until Wasper is healthy') + 1], 'not known');
	t.true(rows.includes('+62.78 USD a month'));
});
