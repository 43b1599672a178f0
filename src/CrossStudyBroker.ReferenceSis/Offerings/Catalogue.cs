using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.ReferenceSis.Offerings;

/// <summary>All offering that this SIS knows. Not thread-safe: the institution's lock is around it.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<(string Target, string Id), CatalogueItem> _items = [];
    private readonly Dictionary<(string Target, string Id), DateTimeOffset> _withdrawn = [];

    public IReadOnlyList<CatalogueItem> Items => [.. _items.Values];

    public OfferingItem? Find(string target, string id) => _items.GetValueOrDefault((target, id))?.Item;

    /// <summary>R6, R9: the newest version holds, however the messages come.</summary>
    public void Publish(string target, IEnumerable<OfferingItem> items, DateTimeOffset publishedAt)
    {
        foreach (var item in items)
        {
            var key = (target, item.Id);
            var isOld = (_items.TryGetValue(key, out var known) && known.PublishedAt > publishedAt)
                || (_withdrawn.TryGetValue(key, out var withdrawnAt) && withdrawnAt > publishedAt);
            if (!isOld)
            {
                _items[key] = new() { Target = target, Item = item, PublishedAt = publishedAt };
            }
        }
    }

    /// <summary>R7: out of the networks named, or altogether; with all that hangs on it where the message says so.</summary>
    public void Withdraw(string target, IEnumerable<WithdrawnItem> items, DateTimeOffset withdrawnAt)
    {
        foreach (var withdrawn in items)
        {
            foreach (var item in Concerned(target, withdrawn).Where(i => i.PublishedAt <= withdrawnAt).ToList())
            {
                var left = withdrawn.Networks is { } gone ? item.Item.Networks.Where(n => !gone.Contains(n.Id)).ToList() : [];
                if (left.Count == 0)
                {
                    _items.Remove((target, item.Item.Id));
                    _withdrawn[(target, item.Item.Id)] = withdrawnAt;
                }
                else
                {
                    _items[(target, item.Item.Id)] = item with { Item = item.Item with { Networks = left }, PublishedAt = withdrawnAt };
                }
            }
        }
    }

    private IEnumerable<CatalogueItem> Concerned(string target, WithdrawnItem withdrawn) => _items.Values.Where(i =>
        i.Target == target && (i.Item.Id == withdrawn.Id || (withdrawn.WithDependants == true && i.Item.CourseUnitId == withdrawn.Id)));
}
