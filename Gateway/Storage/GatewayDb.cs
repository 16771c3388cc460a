using Gateway.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Storage;

/// <summary>Everything the gateway remembers: resources and their versions, what they are found by, the outbox, the audit trail, what reviewers decided, the alerts of those on call, topic subscriptions and their events, what came from the EHR, the registered clients and the policy, in one model for three databases.</summary>
/// <remarks>Slices read through it. They write through the <see cref="CommitQueue"/>, which shares commits.</remarks>
internal abstract class GatewayDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<StoredResource> Resources => Set<StoredResource>();

    public DbSet<SupersededVersion> History => Set<SupersededVersion>();

    public DbSet<TokenEntry> Tokens => Set<TokenEntry>();

    public DbSet<ReferenceEntry> References => Set<ReferenceEntry>();

    public DbSet<TextEntry> Texts => Set<TextEntry>();

    public DbSet<DateEntry> Dates => Set<DateEntry>();

    public DbSet<ConditionClaim> Conditions => Set<ConditionClaim>();

    public DbSet<SequenceBlock> Sequences => Set<SequenceBlock>();

    public DbSet<OutboxEntry> Outbox => Set<OutboxEntry>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<AuditChainHead> AuditChains => Set<AuditChainHead>();

    public DbSet<ReviewDecision> Decisions => Set<ReviewDecision>();

    public DbSet<SealedVersion> Sealed => Set<SealedVersion>();

    public DbSet<OnCallAlert> Alerts => Set<OnCallAlert>();

    public DbSet<OnCallNotice> Notices => Set<OnCallNotice>();

    public DbSet<TopicSubscription> TopicSubscriptions => Set<TopicSubscription>();

    public DbSet<TopicDelivery> TopicDeliveries => Set<TopicDelivery>();

    public DbSet<TopicEvent> TopicEvents => Set<TopicEvent>();

    public DbSet<TopicCursor> TopicCursors => Set<TopicCursor>();

    public DbSet<ReplyCursor> ReplyCursors => Set<ReplyCursor>();

    public DbSet<EhrReply> EhrReplies => Set<EhrReply>();

    public DbSet<RegisteredClient> Clients => Set<RegisteredClient>();

    public DbSet<UsedAssertion> UsedAssertions => Set<UsedAssertion>();

    public DbSet<PolicyVersion> Policies => Set<PolicyVersion>();

    public DbSet<PolicyPointer> PolicyPointers => Set<PolicyPointer>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new StoredResourceTable());
        modelBuilder.ApplyConfiguration(new SupersededVersionTable());
        modelBuilder.ApplyConfiguration(new TokenEntryTable());
        modelBuilder.ApplyConfiguration(new ReferenceEntryTable());
        modelBuilder.ApplyConfiguration(new TextEntryTable());
        modelBuilder.ApplyConfiguration(new DateEntryTable());
        modelBuilder.ApplyConfiguration(new ConditionClaimTable());
        modelBuilder.ApplyConfiguration(new SequenceBlockTable());
        modelBuilder.ApplyConfiguration(new OutboxEntryTable());
        modelBuilder.ApplyConfiguration(new AuditEntryTable());
        modelBuilder.ApplyConfiguration(new AuditChainHeadTable());
        modelBuilder.ApplyConfiguration(new ReviewDecisionTable());
        modelBuilder.ApplyConfiguration(new SealedVersionTable());
        modelBuilder.ApplyConfiguration(new OnCallAlertTable());
        modelBuilder.ApplyConfiguration(new OnCallNoticeTable());
        modelBuilder.ApplyConfiguration(new TopicSubscriptionTable());
        modelBuilder.ApplyConfiguration(new TopicDeliveryTable());
        modelBuilder.ApplyConfiguration(new TopicEventTable());
        modelBuilder.ApplyConfiguration(new TopicCursorTable());
        modelBuilder.ApplyConfiguration(new ReplyCursorTable());
        modelBuilder.ApplyConfiguration(new EhrReplyTable());
        modelBuilder.ApplyConfiguration(new RegisteredClientTable());
        modelBuilder.ApplyConfiguration(new UsedAssertionTable());
        modelBuilder.ApplyConfiguration(new PolicyVersionTable());
        modelBuilder.ApplyConfiguration(new PolicyPointerTable());
    }
}
