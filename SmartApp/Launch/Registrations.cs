using OpenIddict.Client;
using SmartApp.Ehrs;

namespace SmartApp.Launch;

/// <summary>How the add-on is known to each EHR: for staff, for patients, for operators and for auditors, who are asked for other scopes.</summary>
internal static class Registrations
{
    public const string Staff = "staff";
    public const string Patient = "patient";
    public const string Operator = "operator";
    public const string Auditor = "auditor";

    public static string IdOf(EhrOptions ehr, string kind) => $"{ehr.Id}/{kind}";

    public static IEnumerable<OpenIddictClientRegistration> Of(SmartAppOptions options) => options.Ehrs.SelectMany(ehr => new[]
    {
        Registration(options, ehr, Staff, ehr.ClinicianScope),
        Registration(options, ehr, Patient, ehr.PatientScope),
        Registration(options, ehr, Operator, ehr.OperatorScope),
        Registration(options, ehr, Auditor, ehr.AuditorScope),
    });

    private static OpenIddictClientRegistration Registration(SmartAppOptions options, EhrOptions ehr, string kind, string scope)
    {
        var registration = new OpenIddictClientRegistration
        {
            RegistrationId = IdOf(ehr, kind),
            ClientId = ehr.ClientId,
            Issuer = new Uri(ehr.Issuer),
            // SMART's discovery, which every EHR that launches apps has; OpenID Connect's own is not asked of them.
            ConfigurationEndpoint = new Uri($"{ehr.FhirBase.TrimEnd('/')}/.well-known/smart-configuration"),
            RedirectUri = new Uri(new Uri(options.PublicUrl), LaunchEndpoints.Callback),
        };
        registration.Scopes.UnionWith(scope.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (ehr.KeyFile.Length > 0)
        {
            registration.SigningCredentials.Add(AssertionKey.Read(ehr.KeyFile));
        }

        return registration;
    }
}
