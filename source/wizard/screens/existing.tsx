import {useEffect, useEffectEvent, type ReactNode} from 'react';
import {adoptedAnswers, decidedBy, freshAnswers, nextCommandOf} from '../../answers/existing.ts';
import type {LocalKey} from '../../answers/answer-source.ts';
import type {ExistingDeployment} from '../../deployment/existing.ts';
import {useWizard} from '../context.ts';
import {Failure} from '../parts/failure.tsx';
import {Screen, useBodyRows} from '../parts/screen.tsx';
import {SelectList} from '../parts/select-list.tsx';
import {Waiting} from '../parts/waiting.tsx';
import {readChoice, existingItems} from '../existing-items.ts';
import {useLookup} from '../use-lookup.ts';

const title = 'Wasper is already installed. What would you like to do?';

/** The existing deployments in the subscription and what can be done with them; skipped where there are none or the flags name one. */
export function ExistingScreen(): ReactNode {
	const {form, given, session, cached, dispatch} = useWizard();
	const {subscription} = session.answered;
	const lookup = useLookup(`existing ${subscription?.id}`, async () => {
		if (!cached || !subscription || !form.existing) {
			return {deployments: [], keys: []};
		}

		// The next question's list is fetched at the same time: without a deployment, this cost no time.
		cached.regions(subscription.id).catch(() => undefined);
		const [deployments, keys] = await Promise.all([cached.deployments(subscription.id), cached.sshKeys()]);
		return {deployments, keys};
	});
	const decided = lookup.state === 'ready' ? decidedBy(given, lookup.value.deployments, lookup.value.keys) : undefined;
	const decide = useEffectEvent(() => decided && dispatch({type: 'adopt', answers: decided, by: 'itself'}));
	const isDecided = decided !== undefined;
	useEffect(() => {
		if (isDecided) {
			decide();
		}
	}, [isDecided]);

	if (lookup.state === 'ready' && !isDecided) {
		return <ExistingList {...lookup.value} />;
	}

	return (
		<Screen screen="existing" title="Existing deployments" keys={[]}>
			{lookup.state === 'failed' ? (
				<Failure error={lookup.error} retry={lookup.retry} />
			) : (
				<Waiting>Looking for existing deployments</Waiting>
			)}
		</Screen>
	);
}

function ExistingList({deployments, keys}: {deployments: ExistingDeployment[]; keys: LocalKey[]}): ReactNode {
	const {form, session, dispatch, onNextCommand, theme} = useWizard();
	const rows = useBodyRows();
	const choose = (value: string) => {
		const choice = readChoice(value, deployments);
		if (choice.wish === 'another') {
			dispatch({type: 'adopt', answers: freshAnswers(deployments), by: 'operator'});
		} else if (choice.wish === 'repair') {
			dispatch({type: 'adopt', answers: adoptedAnswers(choice.deployment, keys), by: 'operator'});
		} else {
			onNextCommand(nextCommandOf(choice.verb, choice.deployment, session.answered));
		}
	};
	return (
		<Screen
			screen="existing"
			title={title}
			hint={`Found in ${session.answered.subscription?.name} by this tool's tags.`}
			keys={[
				['Enter', 'choose'],
				[theme.symbols.arrowKeys, 'move'],
			]}
		>
			<SelectList items={existingItems(deployments, form.existing?.actions ?? [])} rows={rows} onSelect={({value}) => choose(value)} />
		</Screen>
	);
}
