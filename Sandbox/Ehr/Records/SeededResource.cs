namespace Sandbox.Ehr.Records;

/// <summary>A resource of the clinic's own making, as the seed hands it over.</summary>
internal sealed record SeededResource(string Type, string Id, byte[] Content);
