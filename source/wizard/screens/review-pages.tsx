import {Text} from 'ink';
import {useEffect, useEffectEvent, useState, type ReactNode} from 'react';
import type {Check} from '../../plan/check.ts';
import type {Review} from '../../answers/review.ts';
import {stops} from '../../plan/check.ts';
import {priceDate} from '../../deployment/billing/prices.ts';
import {useWizard} from '../context.ts';
import {useKeys} from '../keyboard.ts';
import {BudgetBar} from '../parts/budget-bar.tsx';
import {ConfirmLine} from '../parts/confirm-line.tsx';
import {RowWindow} from '../parts/row-window.tsx';
import {Screen, useBodyRows} from '../parts/screen.tsx';
import {answerRows, checkRows, planRows, type PageRow} from '../review-rows.ts';
import {useCursor} from '../use-cursor.ts';
import type {PreviewLookup} from '../use-preview.ts';

const pages = ['Answers', 'Plan', 'Checks'] as const;
type Page = (typeof pages)[number];

export interface ReviewPagesProps {
	review: Review;
	preview: PreviewLookup;
	/** Everything is confirmed, with the checks that were shown. */
	onConfirm(checks: readonly Check[] | undefined): void;
}

/** The pages of the review over one confirmation. Confirmed before all checks are done, it continues by itself unless one of them fails. */
export function ReviewPages({review, preview: {lookup, plan, checks}, onConfirm}: ReviewPagesProps): ReactNode {
	const {session, dispatch, theme, layout} = useWizard();
	const {overridden} = session;
	const [page, setPage] = useState<Page>('Answers');
	const [isGoing, setIsGoing] = useState(false);
	const room = Math.max(1, useBodyRows() + (layout.compact ? -3 : -1));
	const rowsOf: Record<Page, () => PageRow[]> = {
		Answers: () => answerRows(review, layout.width, room),
		Plan: () => planRows(plan?.steps ?? [], {width: layout.width, currency: plan?.bill.currency ?? '', symbols: theme.symbols}),
		Checks: () => checkRows(checks, overridden, layout.width, theme.symbols),
	};
	const rows = rowsOf[page]();
	const cursor = useCursor(
		rows.flatMap(({stop}, index) => (stop ? [index] : [])),
		rows.length,
		room,
	);
	const stopping = checks.filter(check => stops(check, overridden));
	const selected = rows[cursor.at]?.stop;
	const isWaiting = lookup?.state === 'waiting';

	function show(next: Page, row?: number): void {
		setPage(next);
		cursor.jump(row);
	}

	function goOn(): void {
		setIsGoing(false);
		if (stopping.length === 0) {
			onConfirm(lookup?.state === 'ready' ? lookup.value.checks : undefined);
		} else {
			show('Checks', 0);
		}
	}

	const goOnAtLast = useEffectEvent(goOn);
	useEffect(() => {
		if (!isGoing || isWaiting) {
			return undefined;
		}

		// Like the key that was pressed too early: an event of its own, after what came is drawn.
		const deferred = setImmediate(() => goOnAtLast());
		return () => clearImmediate(deferred);
	}, [isGoing, isWaiting]);

	useKeys((input, key) => {
		const by = !lookup ? 0 : key.leftArrow || (key.tab && key.shift) ? -1 : key.rightArrow || key.tab ? 1 : 0;
		if (by !== 0) {
			show(pages[(pages.indexOf(page) + by + pages.length) % pages.length]!);
		} else if (key.return && selected?.edit) {
			dispatch({type: 'edit', key: selected.edit});
		} else if (key.return && cursor.at === rows.length) {
			if (isWaiting) {
				setIsGoing(true);
			} else {
				goOn();
			}
		} else if (input === ' ' && selected?.override) {
			dispatch({type: 'override', id: selected.override});
		} else if (input === 'r' && lookup?.state === 'failed') {
			lookup.retry();
		} else {
			cursor.move(input, key);
		}
	});

	const {bill} = review;
	const next = pages[(pages.indexOf(page) + 1) % pages.length]!;
	return (
		<Screen
			screen="review"
			title={session.answered.target === 'sandbox' ? 'What will be rehearsed' : 'What will be created'}
			{...(lookup && {tabs: {names: pages, current: page}})}
			keys={[
				['Enter', cursor.at === rows.length ? (stopping.length > 0 ? 'see why' : 'confirm') : selected?.edit ? 'change' : ''],
				...(selected?.override ? [['Space', 'override'] as const] : []),
				...(lookup ? [['Tab', next.toLowerCase()] as const] : []),
				...(lookup?.state === 'failed' ? [['r', 'retry'] as const] : []),
				[theme.symbols.arrowKeys, 'move'],
			]}
		>
			{rows.length === 0 && <Empty page={page} lookup={lookup} />}
			<RowWindow
				rows={rows}
				cursor={cursor.at}
				start={cursor.start}
				room={room}
				note={bill && bill.source !== 'live' ? priceDate(bill.source) : undefined}
			/>
			{bill && <BudgetBar {...bill} />}
			<ConfirmLine isSelected={cursor.at === rows.length} isGoing={isGoing} lookup={lookup} plan={plan} checks={checks} />
		</Screen>
	);
}

/** The text of a page that has nothing to show yet. */
function Empty({page, lookup}: {page: Page; lookup: PreviewLookup['lookup']}): ReactNode {
	const {theme} = useWizard();
	const text =
		lookup?.state === 'failed'
			? `${lookup.error.explanation.cause} ${lookup.error.explanation.next ?? ''}`
			: lookup?.state === 'waiting'
				? 'Inspecting existing resources and running checks.'
				: page === 'Checks'
					? 'No checks were needed.'
					: 'There are no steps.';
	return <Text {...(lookup?.state === 'failed' ? theme.bad : theme.dim)}>{text}</Text>;
}
