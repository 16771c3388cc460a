namespace Gateway.Subjects.Weighing;

/// <summary>Somebody other than the patient whom a message may be about; nobody in particular, where <c>Who</c> is null.</summary>
internal sealed record Candidate(Person? Who, Traits Traits);
