using SmartApp.Launch.Entra;

namespace SmartApp.Launch;

/// <summary>Who came, for what, and with which tokens. One for each launch: two tabs with two patients are two of these.</summary>
internal sealed record LaunchState
{
    /// <summary>The <see cref="Ehrs.EhrOptions.Id"/> of the EHR, or <see cref="Ehrs.EntraOptions.Id"/>.</summary>
    public required string Ehr { get; init; }

    /// <summary>Which of the EHR's registrations the tokens belong to; needed to refresh them.</summary>
    public required string Registration { get; init; }

    /// <summary>The person, as <c>Type/id</c>: a Practitioner, PractitionerRole, Patient, RelatedPerson or Person, or an <c>account</c> of Entra ID.</summary>
    public required string User { get; init; }

    /// <summary>The chart in context, as an id.</summary>
    public string? Patient { get; init; }

    /// <summary>The visit that is open in that chart, as an id; what is written in the chart belongs to it.</summary>
    public string? Encounter { get; init; }

    /// <summary>Whether the EHR does not itself show whose chart is open; SMART's default is that it does not.</summary>
    public bool NeedsPatientBanner { get; init; } = true;

    /// <summary>What the EHR says that somebody came for, as a code; what is not known here means nothing.</summary>
    public string? Intent { get; init; }

    /// <summary>What of the EHR's style pages take on, by the names of our variables.</summary>
    public IReadOnlyDictionary<string, string> Style { get; init; } = new Dictionary<string, string>();

    /// <summary>What was granted.</summary>
    public string Scope { get; init; } = "";

    public required string AccessToken { get; init; }

    public DateTimeOffset AccessTokenEnds { get; init; }

    public string? RefreshToken { get; init; }

    /// <summary>What stands for a refresh token where somebody came from the directory.</summary>
    public EntraAccount? Entra { get; init; }

    /// <summary>The language that was chosen, which outranks the browser's.</summary>
    public string? Language { get; init; }

    /// <summary>A proxy's choice of chart within this launch, as an id; sent to the gateway as <c>X-Acting-For</c>.</summary>
    public string? ActingFor { get; init; }

    /// <summary>Came to run the gateway, and sees nothing of patients here.</summary>
    public bool IsOperator => Registration.EndsWith($"/{Registrations.Operator}", StringComparison.Ordinal);

    /// <summary>Came to read the audit trail.</summary>
    public bool IsAuditor => Registration.EndsWith($"/{Registrations.Auditor}", StringComparison.Ordinal);

    public bool IsClinician => User.StartsWith("Practitioner", StringComparison.Ordinal);

    /// <summary>Came to work on what patients write.</summary>
    public bool IsStaff => IsClinician && !IsOperator && !IsAuditor;

    /// <summary>Came for messages of her own, or of whom she looks after.</summary>
    public bool IsPatient => !IsClinician && !IsOperator && !IsAuditor;

    /// <summary>The chart that pages are about: the chosen one, else that of the launch, else a patient's own.</summary>
    public string? Chart => ActingFor ?? Patient ?? (User.Split('/') is ["Patient", var own] ? own : null);

    public bool Grants(string scope) => Scope.Split(' ').Contains(scope, StringComparer.Ordinal);
}
