using Gateway.References;

namespace Gateway.Subjects;

/// <summary>One reference found in a message, with the place it stands at.</summary>
internal sealed record ReferenceClaim(string Expression, ClaimRole Role, ReferenceTarget Target);
