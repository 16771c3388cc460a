using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;

namespace Gateway.Access;

/// <summary>The header by which somebody with several charts says for which patient she acts; said anew with each request, and never guessed.</summary>
internal static class ActingFor
{
    public const string Header = "X-Acting-For";

    /// <summary>True if it is absent, or names one patient as <c>Patient/id</c>.</summary>
    public static bool TryRead(HttpRequest request, out PatientId? chosen)
    {
        chosen = null;
        if (!request.Headers.TryGetValue(Header, out var values))
        {
            return true;
        }

        if (values is not [{ } text] || !ResourceKey.TryParse(text.Trim(), out var key) || key.Type != "Patient")
        {
            return false;
        }

        chosen = new PatientId(key.Id);
        return true;
    }

    /// <summary>
    /// The caller in the chosen chart; null if a choice is not this caller's to make. Only <c>user/</c> scopes follow it:
    /// <c>patient/</c> scopes are for the patient of the launch.
    /// </summary>
    public static Caller? Choose(Caller caller, PatientId? chosen) => (caller.Kind, chosen, caller.Chart) switch
    {
        (_, null, _) => caller,
        (_, { } chart, { } launch) => chart == launch ? caller : null,
        (PersonKind.Patient or PersonKind.RelatedPerson or PersonKind.Person, { } chart, null) =>
            caller.Allows(ScopeLevel.User, "Communication", ScopeRights.Create) ? caller with { Chart = chart } : caller,
        _ => null,
    };

    /// <summary>The same answer for a chart that is not the caller's, that is not there, and that is not named properly.</summary>
    public static Refused NotAllowed() => Forbidden($"{Header} must name, as Patient/id, a patient for whom this sign-in may act.");

    public static Refused MustChoose() => Forbidden($"This sign-in may act for several patients. Say for whom: launch with a patient, or send {Header}: Patient/id.");

    public static Refused MustLaunch() => Forbidden("This sign-in has more patients in care than can be looked through at once: launch from a patient's chart.");

    private static Refused Forbidden(string sentence) => new(
        StatusCodes.Status403Forbidden, [new Issue(OperationOutcome.IssueType.Forbidden, sentence)]);
}
