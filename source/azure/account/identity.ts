/** The credentials that are used here; importing the package itself would bundle all of them. */
export {
	AzureCliCredential,
	ClientCertificateCredential,
	ClientSecretCredential,
	DeviceCodeCredential,
	InteractiveBrowserCredential,
} from '@azure/identity';
