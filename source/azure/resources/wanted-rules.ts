import type {Deployment} from '../../deployment/deployment.ts';
import type {FirewallRule} from './firewall-rule.ts';

/** The rules that a deployment needs: SSH from the chosen addresses, HTTP and HTTPS from everywhere. */
export function wantedRules({choices}: Pick<Deployment, 'choices'>): FirewallRule[] {
	const allow = (name: string, priority: number, port: string, source: string): FirewallRule => ({
		name,
		priority,
		direction: 'Inbound',
		access: 'Allow',
		protocol: 'Tcp',
		sources: [source],
		sourcePorts: ['*'],
		destinations: ['*'],
		ports: [port],
	});
	return [allow('allow-ssh', 1001, '22', choices.sshFrom), allow('allow-http', 1002, '80', '*'), allow('allow-https', 1003, '443', '*')];
}
