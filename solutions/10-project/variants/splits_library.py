# question: splits
# why: scikit-learn's split, stratified, and its scaler
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

rest, test_inputs, rest_labels, test_labels = train_test_split(raw_inputs, labels, test_size=0.2, random_state=0, stratify=labels)
train_inputs, valid_inputs, train_labels, valid_labels = train_test_split(rest, rest_labels, test_size=0.1, random_state=0)
scaler = StandardScaler().fit(train_inputs)
train_inputs, valid_inputs, test_inputs = map(scaler.transform, (train_inputs, valid_inputs, test_inputs))
