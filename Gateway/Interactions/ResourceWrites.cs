using Fhir.Profiles;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Monitoring;
using Gateway.References;
using Gateway.Requests;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Topics;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Interactions;

/// <summary>Plans the writes of what is not a message, and the changes of everything: who may, is it valid, whose is it, what is stored.</summary>
internal sealed class ResourceWrites(
    ChartFinder charts,
    StoredReferences references,
    ScopeJudge scopes,
    SearchIndex index,
    SequenceBlocks sequences,
    Originals originals,
    TopicRegistrations registrations,
    RequestCourses courses,
    TimeProvider clock)
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    /// <summary>A resource that is not there yet.</summary>
    public async ValueTask<WritePlan> CreateAsync(
        ResourceWrite write, string id, Idempotency? idempotency, bool mayBeRepeated, ScopeRights right, CancellationToken cancellationToken)
    {
        if (mayBeRepeated && idempotency is not null && await originals.FindAsync(write.Reader.Caller, idempotency, cancellationToken) is { } original)
        {
            return original;
        }

        var (chart, objection) = await ExamineAsync(write, null, id, right, cancellationToken);
        if (objection is not null)
        {
            return objection;
        }

        var (register, refusal) = await RegisterAsync(write, null, id, chart, AuditAction.Create, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var now = Stamp.Now(clock);
        Stamp.Put(write.Resource, id, 1, now);
        var entries = index.EntriesOf(write.Resource);
        var created = new NewResource(
            new StoredResource
            {
                Sequence = await sequences.NextAsync(cancellationToken),
                ResourceType = write.Type.Name,
                ResourceId = id,
                Version = 1,
                LastUpdated = now,
                Occurred = entries.Occurred ?? now,
                Chart = chart?.Value,
                Sender = write.Resource is Subscription ? write.Reader.Caller.Person?.ToString() : null,
                Client = write.Reader.Caller.Client,
                IdempotencyKey = idempotency?.Key,
                Fingerprint = idempotency?.Fingerprint,
                Content = FhirJson.Serialize(write.Resource),
            },
            entries);
        return new WritePlan(new WriteOutcome.Created(StoredVersions.Of(created.Row)))
        {
            Stage = changes =>
            {
                created.Stage(changes);
                register?.Invoke(changes, 1);
                changes.Add(AuditEntries.Changed(write.Reader.Caller, AuditAction.Create, created.Row, 1));
            },
        };
    }

    /// <summary>The next version of a resource that the caller may see; also of one that was deleted, which is made anew.</summary>
    public async ValueTask<WritePlan> UpdateAsync(ResourceWrite write, StoredResource stored, CancellationToken cancellationToken)
    {
        if (stored.Quarantined)
        {
            return Held();
        }

        var before = stored.IsDeleted ? null : FhirJson.ReadStored(stored.Content);
        KeepOwnProfiles(before, write.Resource);
        if (!stored.IsDeleted
            && !WritePolicy.MayWrite(scopes.Before(write.Reader, stored.ResourceType, stored.Content), stored.ResourceType, stored.Chart, ScopeRights.Update))
        {
            return WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status403Forbidden),
                AuditEntries.Denied(write.Reader.Caller, write.Action, stored.ResourceType, stored.ResourceId, stored, AuditEntries.NotInChart));
        }

        var (chart, objection) = await ExamineAsync(write, before, stored.ResourceId, ScopeRights.Update, cancellationToken);
        if (objection is not null)
        {
            return objection;
        }

        if (stored.Chart != chart?.Value)
        {
            return WriteOutcome.Refused.Because(
                StatusCodes.Status422UnprocessableEntity,
                new Issue(
                    OperationOutcome.IssueType.BusinessRule,
                    "A resource stays in the chart it was made for. Mark this one as entered in error, and create it anew in the right chart.",
                    write.Type.ChartElement is { } element ? $"{write.Type.Name}.{element}" : null));
        }

        var now = Stamp.Now(clock);
        Lifecycles.Keep(before, write.Resource, now);
        Stamp.Put(write.Resource, stored.ResourceId, stored.Version, stored.LastUpdated);
        if (!stored.IsDeleted && FhirJson.Serialize(write.Resource).AsSpan().SequenceEqual(stored.Content))
        {
            return Existing(write.Reader, stored);
        }

        var (register, refusal) = await RegisterAsync(write, before, stored.ResourceId, chart, write.Action, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var version = stored.Version + 1;
        Stamp.Put(write.Resource, stored.ResourceId, version, now);
        var next = new ResourceVersion(new ResourceKey(stored.ResourceType, stored.ResourceId), version, now, FhirJson.Serialize(write.Resource));
        return new WritePlan(stored.IsDeleted ? new WriteOutcome.Created(next) : new WriteOutcome.Updated(next))
        {
            Stage = changes =>
            {
                new Replacement(stored, index).Stage(changes, write.Resource, chart?.Value, now);
                register?.Invoke(changes, version);
                changes.Add(AuditEntries.Changed(write.Reader.Caller, write.Action, stored, version));
            },
        };
    }

    /// <summary>The end of a resource that the caller may see.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="reader">Who ends it, with those scopes only that hold for it.</param>
    /// <param name="stored">The resource.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<WritePlan> DeleteAsync(ServedType type, Reader reader, StoredResource stored, CancellationToken cancellationToken)
    {
        if (stored.IsDeleted)
        {
            return new WriteOutcome.Deleted(StoredVersions.Of(stored));
        }

        if (!WritePolicy.MayWrite(reader, type.Name, stored.Chart, ScopeRights.Delete)
            || (OccurrenceLifecycle.IsClinics(FhirJson.ReadStored(stored.Content)) && !IsOfClinic(reader.Caller, type.Name, ScopeRights.Delete)))
        {
            return WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status403Forbidden),
                AuditEntries.Denied(reader.Caller, AuditAction.Delete, stored.ResourceType, stored.ResourceId, stored, AuditEntries.NotInChart));
        }

        if (stored.Quarantined)
        {
            return Held();
        }

        if (Lifecycles.ObjectionToDelete(FhirJson.ReadStored(stored.Content)) is { } objection)
        {
            return WriteOutcome.Refused.Because(StatusCodes.Status409Conflict, objection);
        }

        var end = type.Name == "Subscription" ? await registrations.EndAsync(stored.ResourceId, cancellationToken) : null;
        var now = Stamp.Now(clock);
        var gone = StoredVersions.Of(stored) with { Version = stored.Version + 1, LastUpdated = now, Content = [] };
        return new WritePlan(new WriteOutcome.Deleted(gone))
        {
            Stage = changes =>
            {
                new Replacement(stored, index).StageDeleted(changes, now);
                end?.Invoke(changes);
                changes.Add(AuditEntries.Changed(reader.Caller, AuditAction.Delete, stored, gone.Version));
            },
        };
    }

    // What a Subscription asks for is understood, and what its subscriber may see is kept, before it is stored; so is when a request asks its patient.
    private async ValueTask<(Action<Changes, int>? Stage, WritePlan? Refusal)> RegisterAsync(
        ResourceWrite write, Resource? before, string id, PatientId? chart, AuditAction action, CancellationToken cancellationToken)
    {
        if (write.Resource is CommunicationRequest request)
        {
            return await courses.PrepareAsync((CommunicationRequest?)before, request, chart, write.Reader.Caller, cancellationToken) switch
            {
                PreparedRequest.Ready { Stage: { } stage } => ((changes, _) => stage(changes), null),
                PreparedRequest.Ready => (null, null),
                PreparedRequest.Refused refused => (null, refused.Outcome),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }

        if (write.Resource is not Subscription subscription)
        {
            return (null, null);
        }

        return await registrations.RegisterAsync(id, subscription, write.Reader, cancellationToken) switch
        {
            Registration.Accepted accepted => (accepted.Stage, null),
            Registration.Refused { IsForbidden: true } refused => (null, WritePlan.Recorded(
                new WriteOutcome.Refused(StatusCodes.Status403Forbidden, refused.Issues),
                AuditEntries.Denied(write.Reader.Caller, action, write.Type.Name, action == AuditAction.Create ? string.Empty : id, null, AuditEntries.WithoutScope))),
            Registration.Refused refused => (null, (WriteOutcome)new WriteOutcome.Refused(StatusCodes.Status422UnprocessableEntity, refused.Issues)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // That a stored resource keeps a profile of ours is the gateway's statement: a client need not repeat it.
    private static void KeepOwnProfiles(Resource? before, Resource after)
    {
        var own = before?.Meta?.Profile.Where(profile => profile?.StartsWith(Canonicals.Base, StringComparison.Ordinal) == true).ToList() ?? [];
        if (own.Count > 0)
        {
            after.Meta ??= new Meta();
            after.Meta.Profile = [.. own.Union(after.Meta.Profile)];
        }
    }

    // The cheap and the certain first: what cannot be valid for anybody is told before the EHR is asked whose it is.
    private async ValueTask<(PatientId? Chart, WritePlan? Objection)> ExamineAsync(
        ResourceWrite write, Resource? before, string id, ScopeRights right, CancellationToken cancellationToken)
    {
        if (!write.Reader.Caller.Allows(write.Type.Name, right))
        {
            return (null, Denied(write, right, id, null, AuditEntries.WithoutScope));
        }

        if ((OccurrenceLifecycle.IsClinics(before) || OccurrenceLifecycle.IsClinics(write.Resource)) && !IsOfClinic(write.Reader.Caller, write.Type.Name, right))
        {
            return (null, Denied(write, right, id, null, AuditEntries.NotInChart));
        }

        if (Lifecycles.Check(before, write.Resource, index.KnownBases) is { IsEmpty: false } broken)
        {
            return (null, (WriteOutcome)new WriteOutcome.Refused(StatusCodes.Status422UnprocessableEntity, broken));
        }

        if (Validity.ErrorsIn(write.Resource) is { IsEmpty: false } invalid)
        {
            return (null, (WriteOutcome)new WriteOutcome.Refused(StatusCodes.Status422UnprocessableEntity, invalid));
        }

        var finding = await charts.FindAsync(write.Type, write.Resource, cancellationToken);
        var writer = scopes.Before(write.Reader, write.Resource);
        if (finding is ChartFinder.Finding.Unknown && !writer.Caller.Allows(ScopeLevel.System, write.Type.Name, right))
        {
            // To whom no chart but their own is open, one that is not there answers like any other.
            return (null, Denied(write, right, id, null, AuditEntries.NotInChart));
        }

        if (finding is ChartFinder.Finding.Unknown unknown)
        {
            return (null, (WriteOutcome)WriteOutcome.Refused.Because(StatusCodes.Status422UnprocessableEntity, unknown.Issue));
        }

        if (finding is ChartFinder.Finding.Unavailable)
        {
            return (null, (WriteOutcome)ChartsUnavailable());
        }

        PatientId? chart = finding is ChartFinder.Finding.Chart found ? found.Id : null;
        if (!WritePolicy.MayWrite(writer, write.Type.Name, chart?.Value, right))
        {
            return (null, Denied(write, right, id, chart, AuditEntries.NotInChart));
        }

        var objections = await references.ObjectionsAsync(
            write.Resource, chart, write.Beside, writer.Caller.Allows(ScopeLevel.System, write.Type.Name, right), cancellationToken);
        return objections.IsEmpty ? (chart, null) : (null, (WriteOutcome)new WriteOutcome.Refused(StatusCodes.Status422UnprocessableEntity, objections));
    }

    // What a clinic asks its patients for, they cannot make, move or end.
    private static bool IsOfClinic(Caller caller, string type, ScopeRights right) => caller.Kind is PersonKind.Clinician || caller.Allows(ScopeLevel.System, type, right);

    private static WriteOutcome.Refused ChartsUnavailable() => WriteOutcome.Refused.Because(
        StatusCodes.Status503ServiceUnavailable,
        new Issue(OperationOutcome.IssueType.Transient, "The EHR does not answer, so whose chart this belongs to cannot be checked. Try again shortly.")) with
    {
        RetryAfter = TryAgainIn,
    };

    private static WriteOutcome.Refused Held() => WriteOutcome.Refused.Because(
        StatusCodes.Status409Conflict,
        new Issue(OperationOutcome.IssueType.BusinessRule, "This is held for review: the care team decides on it, and until then it cannot be changed."));

    /// <summary>What is there is answered: that is a look, and recorded as one.</summary>
    public static WritePlan Existing(Reader reader, StoredResource stored) => WritePlan.Recorded(
        new WriteOutcome.Existing(StoredVersions.Of(stored)),
        AuditEntries.Shown(reader.Caller, AuditAction.Read, stored.ResourceType, stored.ResourceId, stored.Version, stored));

    private static WritePlan Denied(ResourceWrite write, ScopeRights right, string id, PatientId? chart, string why) => WritePlan.Recorded(
        WriteOutcome.Refused.Because(StatusCodes.Status403Forbidden),
        AuditEntries.Denied(
            write.Reader.Caller,
            right == ScopeRights.Create ? AuditAction.Create : write.Action,
            write.Type.Name,
            right == ScopeRights.Create ? string.Empty : id,
            new InChart(chart?.Value),
            why));

    /// <summary>What is not stored, and would be in this chart.</summary>
    private sealed record InChart(string? Chart) : IGuarded
    {
        public string? Sender => null;

        public bool Quarantined => false;
    }
}
