using Hl7.Fhir.Model;

namespace SmartApp.Connections;

/// <summary>What a FHIR server answered; also that it did not (503), or that the launch has ended (401).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Resource">What was asked for, if it was answered.</param>
/// <param name="Outcome">Why not, or what is to be said beside it.</param>
internal sealed record FhirReply<T>(int Status, T? Resource, OperationOutcome? Outcome)
    where T : Resource
{
    public bool IsGood => Status is >= 200 and < 300;

    public bool LaunchEnded => Status == StatusCodes.Status401Unauthorized;

    public bool IsAway => Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests or >= 500;

    /// <summary>The server's own sentences, for people.</summary>
    public IEnumerable<string> Sentences => Outcome?.Issue.Select(issue => issue.Details?.Text ?? issue.Diagnostics).OfType<string>() ?? [];
}
