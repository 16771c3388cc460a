using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace SmartApp.Ehrs;

/// <summary>Stops the start with every setting that is wrong, rather than the first launch with one of them.</summary>
internal sealed partial class SmartAppOptionsValidator : IValidateOptions<SmartAppOptions>
{
    /// <summary>An address of twice that, once its signs are encoded and the rest is there, is taken everywhere.</summary>
    private const int LongestScope = 2_000;

    public ValidateOptionsResult Validate(string? name, SmartAppOptions options)
    {
        var wrong = new List<string>();
        if (!IsOrigin(options.PublicUrl))
        {
            wrong.Add("SmartApp:PublicUrl must be an origin: https, or http on this machine, without a path.");
        }

        if (options.Provider is not ("Sqlite" or "PostgreSql"))
        {
            wrong.Add("SmartApp:Provider must be Sqlite or PostgreSql.");
        }

        if (options.Provider == "PostgreSql" && options.ConnectionString.Length == 0)
        {
            wrong.Add("SmartApp:ConnectionString is needed for PostgreSql.");
        }

        if (options.LaunchHours is not (> 0 and <= 24 * 7))
        {
            wrong.Add("SmartApp:LaunchHours must be above 0 and at most a week.");
        }

        if (options.DraftDays is not (> 0 and <= 90))
        {
            wrong.Add("SmartApp:DraftDays must be above 0 and at most 90.");
        }

        for (var index = 0; index < options.Ehrs.Count; index++)
        {
            wrong.AddRange(FaultsOf(options.Ehrs[index]).Select(fault => $"SmartApp:Ehrs:{index}:{fault}"));
        }

        foreach (var twice in options.Ehrs.GroupBy(ehr => ehr.Id).Where(same => same.Count() > 1))
        {
            wrong.Add($"SmartApp:Ehrs: the id {twice.Key} is there more than once.");
        }

        foreach (var twice in options.Ehrs.GroupBy(ehr => ehr.FhirBase.TrimEnd('/')).Where(same => same.Key.Length > 0 && same.Count() > 1))
        {
            wrong.Add($"SmartApp:Ehrs: the FhirBase {twice.Key} is there more than once.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> FaultsOf(EhrOptions ehr)
    {
        if (!Ids().IsMatch(ehr.Id))
        {
            yield return "Id must be of small letters, digits and hyphens.";
        }

        if (ehr.Id == EntraOptions.Id)
        {
            yield return $"Id cannot be {EntraOptions.Id}: administrators come in there who sign in with Entra ID.";
        }

        (string Name, string Value)[] addresses =
            [("FhirBase", ehr.FhirBase), ("Issuer", ehr.Issuer), ("GatewayBase", ehr.GatewayBase), ("RecordBase", ehr.RecordsAt)];
        foreach (var (name, value) in addresses)
        {
            if (!IsAddress(value))
            {
                yield return $"{name} must be an address: https, or http on this machine.";
            }
        }

        foreach (var origin in ehr.FramedBy.Where(origin => !IsOrigin(origin)))
        {
            yield return $"FramedBy must be origins, and {origin} is none.";
        }

        if (ehr.ClientId.Length == 0)
        {
            yield return "ClientId is needed: the EHR gave it when the add-on was registered there.";
        }

        (string Name, string Value)[] scopes =
            [("ClinicianScope", ehr.ClinicianScope), ("PatientScope", ehr.PatientScope), ("OperatorScope", ehr.OperatorScope), ("AuditorScope", ehr.AuditorScope)];
        foreach (var (name, _) in scopes.Where(scope => scope.Value.Length > LongestScope))
        {
            yield return $"{name} must be {LongestScope} characters at most: it is asked for in an address, and servers take no longer ones. Ask for less, or with wildcards such as user/*.rs.";
        }

        if (ehr.KeyFile.Length > 0 && AssertionKey.Complaint(ehr.KeyFile) is { } complaint)
        {
            yield return $"KeyFile {complaint}";
        }
    }

    internal static bool IsOrigin(string text) => IsAddress(text) && new Uri(text).AbsolutePath == "/";

    internal static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address is { Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 };

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex Ids();
}
