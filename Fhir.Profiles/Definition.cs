namespace Fhir.Profiles;

/// <summary>One definition that this project publishes: its identity, its canonical address if it has one, and its FHIR JSON in UTF-8.</summary>
public sealed record Definition(string Type, string Id, string? Url, ReadOnlyMemory<byte> Content);
