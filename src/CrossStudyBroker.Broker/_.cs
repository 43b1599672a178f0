namespace CrossStudyBroker.Broker;
