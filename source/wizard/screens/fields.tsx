import {domainToUnicode} from 'node:url';
import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {checkPassword} from '../../answers/checks/checks.ts';
import {checkDomain, matchZone} from '../../answers/checks/domain.ts';
import {checkSshFrom} from '../../answers/checks/ssh-from.ts';
import {tokenLink, tokenPage} from '../../answers/token-link.ts';
import {useWizard} from '../context.ts';
import {Message} from '../parts/message.tsx';
import {TextScreen} from './text.tsx';

/** `text` as an OSC 8 link, which terminals open on a click however it is wrapped. */
function hyperlink(text: string, url: string): string {
	return `\u001B]8;;${url}\u0007${text}\u001B]8;;\u0007`;
}

interface FieldScreenProps {
	prefill?: string | undefined;
}

/** Typed questions that comment on the text while it is typed. */

export function DomainScreen({prefill}: FieldScreenProps): ReactNode {
	const {session, theme} = useWizard();
	const zones = session.answered.cloudflareToken?.zones ?? [];
	const shortest = zones.filter(({status}) => status === 'active').toSorted((a, b) => a.name.length - b.name.length)[0];
	const remark = (text: string) => {
		const name = checkDomain(text);
		const zone = name.ok ? matchZone(name.value, zones) : undefined;
		return zone?.ok ? (
			<Box flexDirection="column">
				<Message tone="good">{`In zone ${domainToUnicode(zone.value.zone.name)}.`}</Message>
				{[name.ok ? name.note : undefined, zone.note]
					.filter(note => note !== undefined)
					.map(note => (
						<Message key={note} tone="note">
							{note}
						</Message>
					))}
			</Box>
		) : (
			<Text {...theme.dim} wrap="wrap">
				Zones that your token has access to:{' '}
				{zones.map(({name: zoneName, status}) => `${domainToUnicode(zoneName)}${status === 'active' ? '' : ` (${status})`}`).join(', ')}
			</Text>
		);
	};
	return <TextScreen question="domain" prefill={prefill} placeholder={`wasper.${shortest?.name ?? 'example.com'}`} remark={remark} />;
}

export function SshFromScreen({prefill}: FieldScreenProps): ReactNode {
	const remark = (text: string) => {
		const verdict = checkSshFrom(text);
		if (!verdict.ok) {
			return undefined;
		}
		return verdict.note ? (
			<Message tone="note">{verdict.note}</Message>
		) : text === prefill ? (
			<Message tone="good">Your own public IP address.</Message>
		) : undefined;
	};
	return <TextScreen question="sshFrom" prefill={prefill} remark={remark} />;
}

export function TokenScreen({prefill}: FieldScreenProps): ReactNode {
	const {session, theme, layout} = useWizard();
	const link = tokenLink();
	const linkRows = Math.ceil(link.length / layout.width);
	const fits = linkRows + 4 <= layout.bodyRows - (layout.compact ? 0 : 2);
	const remark = (text: string) => (
		<Box flexDirection="column">
			{session.answered.target === 'sandbox' && text !== '' && (
				<Message tone="good">The rehearsal uses its own token: press Enter.</Message>
			)}
			<Text {...theme.dim}>{fits ? 'Create a token with the right permissions, pre-filled:' : 'Create a token at'}</Text>
			<Text wrap="hard" {...theme.accent}>
				{hyperlink(fits ? link : tokenPage.length > layout.width ? tokenPage.replace('https://', '') : tokenPage, link)}
			</Text>
		</Box>
	);
	return <TextScreen question="cloudflareToken" prefill={prefill} masked placeholder="paste it here" remark={remark} />;
}

export function PasswordScreen({prefill}: FieldScreenProps): ReactNode {
	const {theme} = useWizard();
	const remark = (text: string) => {
		if (text === '') {
			return <Message tone="good">A password of 24 characters will be generated.</Message>;
		}
		return <Text {...theme.dim}>{checkPassword(text).ok ? `${[...text].length} characters.` : '8 to 64 characters.'}</Text>;
	};
	return <TextScreen question="ownerPassword" prefill={prefill} masked canShow remark={remark} />;
}

export function BudgetScreen({prefill}: FieldScreenProps): ReactNode {
	const {session, theme} = useWizard();
	const remark = () => <Text {...theme.dim}>{`${session.answered.currency} a month.`}</Text>;
	return <TextScreen question="budget" prefill={prefill} remark={remark} />;
}
