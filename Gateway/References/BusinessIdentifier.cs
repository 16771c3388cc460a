namespace Gateway.References;

/// <summary>A business identifier, such as a medical record number: a value that means something within its system.</summary>
internal readonly record struct BusinessIdentifier(string System, string Value);
