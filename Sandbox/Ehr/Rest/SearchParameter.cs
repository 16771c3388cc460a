namespace Sandbox.Ehr.Rest;

/// <summary>One search parameter that the EHR serves.</summary>
/// <param name="Name">As in the URL.</param>
/// <param name="Kind">How it compares.</param>
/// <param name="Path">The elements it reads, from the resource down, dot by dot.</param>
internal sealed record SearchParameter(string Name, ParameterKind Kind, string Path);
