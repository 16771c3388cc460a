using System.Collections.Immutable;

namespace Gateway.Subjects;

/// <summary>Which related persons may write for a patient: policy data.</summary>
/// <param name="Relationships">Accepted codes of RelatedPerson.relationship (HL7 v3 RoleCode). A mere emergency contact is none of them.</param>
/// <param name="Adolescents">Ages at which a parent's access ends or narrows, as state law and organisation have it.</param>
internal sealed record ProxyRules(ImmutableHashSet<string> Relationships, AdolescentRules Adolescents);

/// <summary>From one birthday to another only these relationships act for the patient.</summary>
/// <param name="FromAge">First age, in completed years, that is limited.</param>
/// <param name="ToAge">Last age that is limited.</param>
/// <param name="Relationships">Codes still accepted within those ages.</param>
internal sealed record AdolescentRules(int FromAge, int ToAge, ImmutableHashSet<string> Relationships);
