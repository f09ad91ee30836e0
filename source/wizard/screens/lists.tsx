import {Text} from 'ink';
import type {ReactNode} from 'react';
import type {QuestionKey} from '../../answers/questions.ts';
import {choiceSources, fixedChoices} from '../choice-sources.ts';
import {useWizard} from '../context.ts';
import {cutText} from '../../terminal/text.ts';
import {ChoiceScreen} from './choice.tsx';
import {Looked} from './looked.tsx';

export interface ListScreenProps {
	question: QuestionKey;
	prefill?: string | undefined;
}

// Longer lists than this are narrowed by typing.
const longList = 8;

/** A question whose answers are a list: fixed, or looked up first. */
export function ListScreen({question, prefill}: ListScreenProps): ReactNode {
	const {session, theme, layout} = useWizard();
	const fixed = fixedChoices(question);
	const source = choiceSources[question];
	if (fixed || !source) {
		return <ChoiceScreen question={question} items={fixed ?? []} prefill={prefill} />;
	}
	return (
		<Looked
			screen={question}
			refused={session.refused[question]}
			what={source.what}
			load={async cached => Promise.all([source.items(cached, session.answered), source.remark?.(cached, session.answered)])}
		>
			{([items, remark]) => (
				<ChoiceScreen
					question={question}
					items={items}
					prefill={prefill}
					filter={items.length > longList}
					{...(remark && {
						footerRows: 1,
						renderFooter: () => <Text {...theme.dim}>{cutText(remark, layout.width, theme.symbols.ellipsis)}</Text>,
					})}
				/>
			)}
		</Looked>
	);
}
